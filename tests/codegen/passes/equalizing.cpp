// SPDX-License-Identifier: BSL-1.0
// Equalisation changes weights, and no bit of any result.
#include <catch2/catch.hpp>
#include <cmath>
#include <cstring>
#include <filesystem>

#include "commands/load.hpp"
#include "passes/passes.hpp"
#include "run/run_network.hpp"
#include "tiny_networks.hpp"

namespace {

using genn::passes::equalize;
namespace ir = genn::ir;

std::vector<ir::tensor> run(const ir::network& n, unsigned seed) {
  std::mt19937 generator(seed);
  std::vector<ir::tensor> inputs;
  for (const ir::value_id id : n.inputs)
    inputs.push_back(tiny::random(n[id].type.shape, generator));
  return genn::run::run_network(n, std::move(inputs));
}

bool same_bits(const ir::tensor& a, const ir::tensor& b) {
  if (!ir::is_floating(a.type.type)) return a.data == b.data;
  return a.floats().size() == b.floats().size() &&
         std::memcmp(a.floats().data(), b.floats().data(), a.floats().size() * sizeof(float)) == 0;
}

void check_same_results(const ir::network& a, const ir::network& b) {
  for (unsigned seed = 0; seed < 3; ++seed) {
    const auto before = run(a, seed), after = run(b, seed);
    REQUIRE(before.size() == after.size());
    for (std::size_t i = 0; i < before.size(); ++i) CHECK(same_bits(before[i], after[i]));
  }
}

const std::vector<float>& weight_of(const ir::network& n, std::size_t node) {
  return n[n.nodes[node].operands[1]].constant->floats();
}

float largest(const std::vector<float>& numbers) {
  float most = 0.0f;
  for (const float x : numbers) most = std::max(most, std::abs(x));
  return most;
}

/// A constant whose row i is random times factors[i].
ir::tensor rows(const ir::dims& shape, const std::vector<float>& factors, unsigned seed) {
  std::mt19937 generator(seed);
  ir::tensor t = tiny::random(shape, generator);
  const std::size_t each = t.floats().size() / factors.size();
  for (std::size_t i = 0; i < t.floats().size(); ++i) t.floats()[i] *= factors[i / each];
  return t;
}

const std::vector<float> uneven{1000.0f, 0.001f, 1.0f, 30.0f};

}  // namespace

TEST_CASE("two linear layers meet in the middle") {
  tiny::builder b({2});
  const ir::value_id first = b.constant(tiny::tensor({3, 2}, {64, -32, 1, 0.5f, 0, 0}));
  const ir::value_id bias = b.constant(tiny::tensor({3}, {8, 16, 5}));
  const ir::value_id second = b.constant(tiny::tensor({1, 3}, {0.25f, 1, 7}));
  const ir::network n =
      b.add(ir::linear{{{"relu", {}}}}, {3}, {first, bias}).add(ir::linear{}, {1}, {second}).done();
  const ir::network even = equalize(n);
  CHECK(weight_of(even, 0) == std::vector<float>{4, -2, 1, 0.5f, 0, 0});
  CHECK(even[bias].constant->floats() == std::vector<float>{0.5f, 16, 5});  // dead one untouched
  CHECK(weight_of(even, 1) == std::vector<float>{4, 1, 7});
  CHECK(weight_of(n, 1) == std::vector<float>{0.25f, 1, 7});  // the operand keeps its constants
  check_same_results(n, even);
}

TEST_CASE("channels are followed through pools, functions and a flatten") {
  tiny::builder b({8, 8, 3});
  const ir::value_id w0 = b.constant(rows({4, 3, 3, 3}, uneven, 1));
  const ir::value_id b0 = b.constant(rows({4}, uneven, 2));
  const ir::value_id w1 = b.constant(rows({5, 36}, {1, 1, 1, 1, 1}, 3));
  const ir::convolution c{{1, 1}, {1, 1}, {0, 0}, {0, 0}, 1, {{"leaky_relu", {0.1f}}}};
  ir::pool p{};
  p.what = ir::pool::kind::average;
  p.kernel = p.stride = {2, 2};
  p.dilation = {1, 1};
  p.before = p.after = {0, 0};
  p.then = {{"relu", {}}};
  const ir::network n = b.add(c, {6, 6, 4}, {w0, b0})
                            .add(p, {3, 3, 4})
                            .add(ir::reshape{}, {36})
                            .add(ir::linear{}, {5}, {w1})
                            .done();
  const ir::network even = equalize(n);
  check_same_results(n, even);
  // Channel 0 had rows 1,000 times larger than its readers: 32 on each side.
  const std::vector<float> row(weight_of(even, 0).begin(), weight_of(even, 0).begin() + 27);
  CHECK(largest(row) > 15.0f);
  CHECK(largest(row) < 64.0f);
  CHECK(weight_of(even, 3)[4] / weight_of(n, 3)[4] == weight_of(even, 3)[0] / weight_of(n, 3)[0]);
  CHECK(weight_of(even, 3)[0] / weight_of(n, 3)[0] > 15.0f);
}

TEST_CASE("depthwise and grouped layers on both sides") {
  tiny::builder b({6, 4});
  const ir::value_id w0 = b.constant(rows({4, 1, 3}, uneven, 1));
  const ir::value_id w1 = b.constant(rows({4, 1, 3}, {1, 1, 1, 1}, 2));
  const ir::value_id w2 = b.constant(rows({6, 2, 1}, {1, 1, 1, 1, 1, 1}, 3));
  const ir::convolution depthwise{{1}, {1}, {1}, {1}, 4, {{"relu", {}}}};
  const ir::convolution grouped{{1}, {1}, {0}, {0}, 2, {}};
  const ir::network n =
      b.add(depthwise, {6, 4}, {w0}).add(depthwise, {6, 4}, {w1}).add(grouped, {6, 6}, {w2}).done();
  const ir::network even = equalize(n);
  check_same_results(n, even);
  CHECK(largest(weight_of(even, 0)) < 150.0f);  // 1000 over three layers
  CHECK(largest(weight_of(even, 2)) > 5.0f);
}

TEST_CASE("what something else sees stays as it is") {
  const auto unchanged = [](const ir::network& n) {
    const ir::network even = equalize(n);
    return weight_of(even, 0) == weight_of(n, 0);
  };
  const auto two_layers = [](ir::layer between, std::vector<ir::function> then) {
    tiny::builder b({2});
    const ir::value_id w0 = b.constant(tiny::tensor({2, 2}, {1000, 1, 2, 3}));
    const ir::value_id w1 = b.constant(tiny::tensor({2, 2}, {1, 1, 1, 1}));
    return b.add(ir::linear{std::move(then)}, {2}, {w0})
        .add(std::move(between), {2})
        .add(ir::linear{}, {2}, {w1})
        .done();
  };
  CHECK_FALSE(unchanged(two_layers(ir::map{{{"relu", {}}}}, {})));
  CHECK(unchanged(two_layers(ir::map{{{"sigmoid", {}}}}, {})));
  CHECK(unchanged(two_layers(ir::map{{{"relu", {}}, {"add_scalar", {1.0f}}}}, {})));
  CHECK(unchanged(two_layers(ir::map{{{"relu", {}}}}, {{"relu6", {}}})));
  CHECK(unchanged(two_layers(ir::softmax{0, false}, {})));

  ir::network seen = two_layers(ir::map{{{"relu", {}}}}, {});
  seen.outputs.push_back(seen.nodes[1].result);
  CHECK(unchanged(seen));
  ir::network shared = two_layers(ir::map{{{"relu", {}}}}, {});
  shared.nodes[2].operands[1] = shared.nodes[0].operands[1];
  CHECK(unchanged(shared));
}

TEST_CASE("no program of the test suite changes a bit") {
  int changed = 0;
  for (const auto& entry : std::filesystem::directory_iterator(PROGRAMS)) {
    if (entry.path().extension() != ".pt2") continue;
    INFO(entry.path().filename().string());
    const ir::network n = genn::commands::load(entry.path()).network;
    const ir::network even = equalize(n);
    ir::verify(even, "equalize");
    check_same_results(n, even);
    for (std::size_t i = 0; i < n.values.size(); ++i)
      if (n.values[i].constant != even.values[i].constant) {
        ++changed;
        break;
      }
  }
  CHECK(changed > 0);
}

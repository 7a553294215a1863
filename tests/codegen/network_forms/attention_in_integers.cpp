// SPDX-License-Identifier: BSL-1.0
// Attention in both integer forms: nothing of it stays in float, what a constant mask hides has no
// weight at all, and sums fit whatever the operands are.
#include "../calibration/tiny_networks.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "quantize/quantize.hpp"
#include "run/real_numbers.hpp"
#include "run/run_network.hpp"

namespace {

using genn::form;
namespace ir = genn::ir;
namespace run = genn::run;

constexpr std::int64_t channels = 6, positions = 5;

// Which channels see which: those up to their own place, by a sum, or by a choice either way
// around.
enum class mask { none, added, chosen, chosen_instead, whole_row };

ir::network attention(mask how, float hidden, std::int64_t length = positions) {
  tiny::builder b({1, length, channels});
  const ir::value_id x{0};
  const ir::dims shape{1, channels, channels};
  b.add(ir::permute{{0, 2, 1}}, {1, channels, length});
  const ir::value_id turned{1};
  b.add(ir::matmul{}, shape, {x}).add(ir::map{{{"mul_scalar", {0.3f}}}}, shape);
  std::vector<float> numbers;
  for (std::int64_t i = 0; i < channels * channels; ++i) {
    const bool seen = i % channels <= i / channels && (how != mask::whole_row || i >= channels);
    const bool added = how == mask::added || how == mask::whole_row;
    numbers.push_back(added ? (seen ? 0.0f : hidden) : seen == (how == mask::chosen) ? 1.0f : 0.0f);
  }
  if (how == mask::added || how == mask::whole_row) {
    const ir::value_id added = b.constant(tiny::tensor({channels, channels}, numbers));
    b.add(ir::map{{{"add", {}}}}, shape, {added});
  } else if (how != mask::none) {
    const ir::value_id condition = b.constant(tiny::tensor({channels, channels}, numbers));
    const ir::value_id filler = b.constant(tiny::tensor({}, {hidden}));
    ir::network n = b.done();
    const ir::value_id scores = n.outputs.front();
    const ir::value_id masked = n.add({"masked", {ir::element::f32, shape}, nullptr});
    n.nodes.push_back({ir::map{{{"where", {}}}},
                       how == mask::chosen ? std::vector{condition, scores, filler}
                                           : std::vector{condition, filler, scores},
                       masked,
                       {}});
    const ir::value_id weights = n.add({"weights", {ir::element::f32, shape}, nullptr});
    n.nodes.push_back({ir::softmax{2}, {masked}, weights, {}});
    const ir::value_id y = n.add({"y", n[turned].type, nullptr});
    n.nodes.push_back({ir::matmul{}, {weights, turned}, y, {}});
    n.outputs = {y};
    ir::verify(n, "building");
    return n;
  }
  return b.add(ir::softmax{2}, shape).add(ir::matmul{}, {1, channels, length}, {turned}).done();
}

struct answer {
  std::vector<std::string> notes;
  double error = 0.0;                // as a share of the range
  std::vector<std::int64_t> hidden;  // weights of what the mask hides
  std::size_t products = 0, bytes = 0;
};

answer ask(const ir::network& from, form f, float reach) {
  std::mt19937 generator{7};
  std::vector<ir::tensor> inputs;
  for (int s = 0; s < 8; ++s)
    inputs.push_back(tiny::random(from[from.inputs[0]].type.shape, generator, -reach, reach));
  const run::sample_source source{static_cast<std::int64_t>(inputs.size()), [&](std::int64_t s) {
                                    return std::vector{inputs[static_cast<std::size_t>(s)]};
                                  }};
  const ir::network n = genn::quantize::prepare(from);
  genn::quantize::options o;
  o.what = f;
  const genn::quantize::result made =
      genn::quantize::quantize(n, run::observe(n, source), source, o);
  answer a;
  for (const genn::quantize::note& note : made.notes) a.notes.push_back(note.what);
  for (const ir::node& x : made.network.nodes)
    if (const auto* m = std::get_if<ir::matmul>(&x.what)) {
      a.products += m->integer.has_value();
      a.bytes += made.network[x.result].type.type == ir::element::i8;
    }
  double range = 0.0;
  for (const ir::tensor& x : inputs) {
    std::vector<float> y, expected = run::run_network(n, {x}).front().floats();
    const auto look = [&](const ir::node& node, const ir::tensor& t) {
      if (!std::holds_alternative<ir::softmax>(node.what) || !made.network[node.result].quant)
        return;
      for (std::int64_t i = 0; i < channels * channels; ++i)
        if (i % channels > i / channels)
          a.hidden.push_back(t.integers()[static_cast<std::size_t>(i)]);
    };
    const ir::tensor result = run::run_network(made.network, {x}, look).front();
    y = run::real_numbers(made.network[made.network.outputs.front()], result);
    for (std::size_t i = 0; i < y.size(); ++i) {
      range = std::max(range, std::fabs(static_cast<double>(expected[i])));
      a.error = std::max(a.error,
                         std::fabs(static_cast<double>(y[i]) - static_cast<double>(expected[i])));
    }
  }
  a.error /= range;
  return a;
}

}  // namespace

TEST_CASE("attention is integers") {
  for (const form f : {form::i16, form::i8}) {
    const answer a = ask(attention(mask::none, 0.0f), f, 2.0f);
    CHECK(a.notes.empty());
    CHECK(a.products == 2);
    CHECK(a.bytes == (f == form::i8 ? 1 : 0));  // scores have 16 bits
    CHECK(a.error < (f == form::i8 ? 0.02 : 0.002));
  }
}

TEST_CASE("weights that no product reads are bytes of scores of 16 bits") {
  tiny::builder b({1, positions, channels});
  const ir::value_id x{0};
  b.add(ir::permute{{0, 2, 1}}, {1, channels, positions});
  b.add(ir::matmul{}, {1, channels, channels}, {x}).add(ir::softmax{2}, {1, channels, channels});
  const answer a = ask(b.done(), form::i8, 1.0f);
  CHECK(a.notes.empty());
  CHECK(a.products == 1);
  CHECK(a.bytes == 0);
  CHECK(a.error < 0.02);
}

TEST_CASE("what a constant mask hides has no weight") {
  for (const form f : {form::i16, form::i8})
    for (const float hidden : {-INFINITY, -10000.0f})
      for (const mask how : {mask::added, mask::chosen, mask::chosen_instead})
        for (const float reach : {0.25f, 2.0f, 6.0f}) {
          const answer a = ask(attention(how, hidden), f, reach);
          CHECK(a.notes.empty());
          CHECK(a.error < (f == form::i8 ? 0.05 : 0.005));
          REQUIRE(!a.hidden.empty());
          CHECK(*std::max_element(a.hidden.begin(), a.hidden.end()) == 0);
        }
}

TEST_CASE("masks that are none, or hide all, are not taken for masks of integers") {
  for (const form f : {form::i16, form::i8}) {
    for (const float hidden : {-10000.0f, -INFINITY}) {
      const std::vector<std::string> notes = ask(attention(mask::whole_row, hidden), f, 2.0f).notes;
      const std::string why = "it hides all of some rows, of which no integers tell the softmax";
      CHECK(std::count(notes.begin(), notes.end(), why) == 1);
    }
    CHECK(ask(attention(mask::added, -2.0f), f, 2.0f).notes.empty());
  }
}

TEST_CASE("sums of long products of 16 bits fit") {
  for (const std::int64_t length : {1, 3, 64, 1000}) {
    const answer a = ask(attention(mask::none, 0.0f, length), form::i16, 0.3f);
    CHECK(a.products == 2);
    CHECK(a.error < 0.01);
  }
}

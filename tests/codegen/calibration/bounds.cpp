// SPDX-License-Identifier: BSL-1.0
// Bounds hold: no number that any program computes leaves them.
#include <catch2/catch.hpp>
#include <cmath>
#include <filesystem>

#include "commands/load.hpp"
#include "run/bound.hpp"
#include "run/run_network.hpp"
#include "tiny_networks.hpp"

namespace {

using genn::run::bound;
using genn::run::calibration;
using genn::run::interval;
using genn::run::observed;
namespace ir = genn::ir;

// The first number of `t` outside of its channel's bounds, as text; empty if there is none.
std::string leaves(const ir::tensor& t, const observed& o) {
  if (!ir::is_floating(t.type.type)) return "";  // PyTorch's integers have bounds of their own
  const std::size_t channels = o.channel_low.size();
  for (std::size_t i = 0; i < t.floats().size(); ++i) {
    const float x = t.floats()[i];
    const std::size_t c = i % channels;
    if (std::isfinite(x) && (x < o.channel_low[c] || x > o.channel_high[c]))
      return std::to_string(x) + " is outside of [" + std::to_string(o.channel_low[c]) + ", " +
             std::to_string(o.channel_high[c]) + "]";
  }
  return "";
}

void check_bounds(const ir::network& n, float low, float high, unsigned seed) {
  const interval range{static_cast<double>(low), static_cast<double>(high)};
  const calibration bounds = bound(n, std::vector<interval>(n.inputs.size(), range));
  CHECK_FALSE(bounds.measured());
  std::mt19937 generator(seed);
  for (int sample = 0; sample < 5; ++sample) {
    std::vector<ir::tensor> inputs;
    for (const ir::value_id id : n.inputs) {
      inputs.push_back(tiny::random(n[id].type.shape, generator, low, high));
      // Ends are where bounds fail first.
      if (sample > 2)
        for (float& x : inputs.back().floats()) x = x < (low + high) / 2 ? low : high;
    }
    genn::run::run_network(n, std::move(inputs), [&](const ir::node& x, const ir::tensor& t) {
      INFO(ir::kind_of(x.what) << " " << n[x.result].name);
      CHECK(bounds[x.result].channel_low.size() ==
            static_cast<std::size_t>(t.type.shape.empty() ? 1 : t.type.shape.back()));
      CHECK(leaves(t, bounds[x.result]).empty());
    });
  }
}

}  // namespace

TEST_CASE("no program of the test suite leaves its bounds") {
  int programs = 0;
  for (const auto& entry : std::filesystem::directory_iterator(PROGRAMS)) {
    if (entry.path().extension() != ".pt2") continue;
    INFO(entry.path().filename().string());
    const ir::network n = genn::commands::load(entry.path()).network;
    check_bounds(n, -1.0f, 1.0f, 1);
    check_bounds(n, 0.5f, 3.0f, 2);
    check_bounds(n, -40.0f, 25.0f, 3);
    ++programs;
  }
  CHECK(programs > 200);
}

TEST_CASE("bounds of weights are exact") {
  tiny::builder b({2});
  const ir::value_id weight = b.constant(tiny::tensor({2, 2}, {1, -2, 3, 0.5f}));
  const ir::value_id bias = b.constant(tiny::tensor({2}, {10, -20}));
  const ir::network n = b.add(ir::linear{{{"relu", {}}}}, {2}, {weight, bias}).done();
  const calibration bounds = bound(n);
  const observed& out = bounds[n.outputs[0]];
  CHECK(out.channel_low[0] == Approx(7));
  CHECK(out.channel_high[0] == Approx(13));
  CHECK(out.channel_low[1] == 0.0f);
  CHECK(out.channel_high[1] == 0.0f);
  CHECK(out.numbers.empty());
}

TEST_CASE("bounds follow channels through a flatten") {
  tiny::builder b({2, 2});
  const ir::value_id scale = b.constant(tiny::tensor({2}, {1, 100}));
  const ir::network n =
      b.add(ir::map{{{"mul", {}}}}, {2, 2}, {scale}).add(ir::reshape{}, {4}).done();
  const calibration bounds = bound(n);
  CHECK(bounds[n.outputs[0]].channel_high[2] == Approx(1));
  CHECK(bounds[n.outputs[0]].channel_high[3] == Approx(100));
}

TEST_CASE("means of what is not negative are not negative") {
  const ir::network n = tiny::builder({4, 3})
                            .add(ir::map{{{"relu", {}}}}, {4, 3})
                            .add(ir::adaptive_avg_pool{{1}, {}}, {1, 3})
                            .done();
  const calibration bounds = bound(n);
  CHECK(bounds[n.outputs[0]].low == 0.0f);
  CHECK(bounds[n.outputs[0]].high == Approx(1));
}

TEST_CASE("where no bound is known, the range ends at the largest float") {
  const ir::network n = tiny::builder({2})
                            .add(ir::map{{{"reciprocal", {}}}}, {2})
                            .add(ir::map{{{"tanh", {}}}}, {2})
                            .done();
  const calibration bounds = bound(n);
  CHECK(bounds[n.nodes[0].result].high == static_cast<float>(interval::most));
  CHECK(bounds[n.outputs[0]].high == 1.0f);
}

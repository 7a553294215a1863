// SPDX-License-Identifier: BSL-1.0
// PyTorch's integers are never rounded, whatever is fused behind what computes them.
#include "../calibration/tiny_networks.hpp"

#include <catch2/catch.hpp>

#include "passes/passes.hpp"
#include "quantize/quantize.hpp"
#include "run/real_numbers.hpp"
#include "run/run_network.hpp"

namespace {

using genn::form;
namespace ir = genn::ir;
namespace run = genn::run;

// (x - y) * factor of two vectors of integers; the product is one of integers, too, or of floats.
ir::network scaled_difference(float factor, bool exact) {
  ir::network n;
  const auto value = [&](const char* name, bool of_integers) {
    return n.add({name, {ir::element::f32, {4}}, nullptr, {}, {}, of_integers});
  };
  n.inputs = {value("x", true), value("y", true)};
  const ir::value_id difference = value("difference", true);
  n.outputs = {value("scaled", exact)};
  n.nodes = {{ir::map{{{"sub", {}}}}, n.inputs, difference, {}},
             {ir::map{{{"mul_scalar", {factor}}}}, {difference}, n.outputs.front(), {}}};
  return genn::passes::simplify(std::move(n));
}

std::vector<float> in_integers(const ir::network& from, form f,
                               const std::vector<ir::tensor>& inputs) {
  const ir::network n = genn::quantize::prepare(from);
  const run::sample_source source{1, [&](std::int64_t) { return inputs; }};
  genn::quantize::options o;
  o.what = f;
  const ir::network made = genn::quantize::quantize(n, run::observe(n, source), source, o).network;
  return run::real_numbers(made[made.outputs.front()], run::run_network(made, inputs).front());
}

}  // namespace

TEST_CASE("differences of large integers keep their bits") {
  const std::vector<ir::tensor> inputs{tiny::tensor({4}, {90001.0f, -90003.0f, 5.0f, 90000.0f}),
                                       tiny::tensor({4}, {90000.0f, -90000.0f, 3.0f, 90000.0f})};
  for (const form f : {form::i16, form::i8}) {
    CHECK(in_integers(scaled_difference(3.0f, true), f, inputs) ==
          std::vector<float>{3.0f, -9.0f, 6.0f, 0.0f});
    const std::vector<float> halves = in_integers(scaled_difference(0.5f, false), f, inputs);
    const std::vector<float> expected{0.5f, -1.5f, 1.0f, 0.0f};
    for (std::size_t i = 0; i < expected.size(); ++i)
      CHECK(halves[i] == Approx(expected[i]).margin(0.01));
  }
}

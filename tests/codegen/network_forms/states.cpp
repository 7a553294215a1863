// SPDX-License-Identifier: BSL-1.0
// What a program keeps, in integers: its form and its scale, calls that follow one another.
#include "../calibration/tiny_networks.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "quantize/quantize.hpp"
#include "run/real_numbers.hpp"
#include "run/run_network.hpp"
#include "run/sequence.hpp"

namespace {

using genn::form;
namespace ir = genn::ir;
namespace run = genn::run;

// Network of one state: `before` is its last input, `after` its last output.
struct kept {
  ir::network n;
  std::vector<ir::state> states;
};
kept make(ir::network n, ir::value_id before, ir::value_id after) {
  n.inputs.push_back(before);
  n.outputs.push_back(after);
  ir::verify(n, "a state");
  const ir::dims shape = n[before].type.shape;
  const auto zeros = std::make_shared<ir::tensor>(
      tiny::tensor(shape, std::vector<float>(static_cast<std::size_t>(ir::count(shape)), 0.0f)));
  return {std::move(n), {{"state", zeros}}};
}

ir::value_id add(ir::network& n, ir::layer what, std::vector<ir::value_id> operands,
                 const ir::dims& shape) {
  const ir::value_id result =
      n.add({"t" + std::to_string(n.values.size()), {ir::element::f32, shape}, nullptr});
  n.nodes.push_back({std::move(what), std::move(operands), result, {}});
  return result;
}

ir::network with_input(const ir::dims& shape) {
  ir::network n;
  n.inputs = {n.add({"x", {ir::element::f32, shape}, nullptr})};
  return n;
}
ir::value_id state_of(ir::network& n, const ir::dims& shape) {
  return n.add({"state", {ir::element::f32, shape}, nullptr});
}

// The last numbers, of which the mean is taken.
kept window() {
  ir::network n = with_input({2});
  const ir::value_id state = state_of(n, {6});
  const ir::value_id all = add(n, ir::concat{0}, {state, n.inputs[0]}, {8});
  const ir::value_id after = add(n, ir::strided{2, {1}}, {all}, {6});
  n.outputs = {add(n, ir::map{{{"tanh", {}}}}, {all}, {8})};
  return make(std::move(n), state, after);
}
// state * 0.5 + x, after a function of the state alone.
kept sum(const char* function) {
  ir::network n = with_input({4});
  const ir::value_id state = state_of(n, {4});
  const ir::value_id less = add(n, ir::map{{{"mul_scalar", {0.5f}}}}, {state}, {4});
  const ir::value_id after = add(n, ir::map{{{function, {}}}}, {less, n.inputs[0]}, {4});
  n.outputs = {add(n, ir::map{{{"tanh", {}}}}, {after}, {4})};
  return make(std::move(n), state, after);
}

run::sample_source random_samples(const ir::dims& shape) {
  return {50, [shape](std::int64_t s) {
            std::mt19937 generator(static_cast<unsigned>(s) + 1);
            return std::vector<ir::tensor>{tiny::random(shape, generator)};
          }};
}

ir::network in_form(const kept& k, form f) {
  const run::sample_source calls =
      run::in_sequence(k.n, random_samples(k.n[k.n.inputs[0]].type.shape), k.states);
  genn::quantize::options o;
  o.what = f;
  o.states = 1;
  return genn::quantize::quantize(k.n, run::observe(k.n, calls), calls, o).network;
}

ir::element state_type(const ir::network& n) {
  CHECK(n[n.inputs.back()].type.type == n[n.outputs.back()].type.type);
  CHECK(n[n.inputs.back()].quant == n[n.outputs.back()].quant);
  return n[n.inputs.back()].type.type;
}

// The farthest that integers are from floats after all calls.
double farthest(const kept& k, const ir::network& integers) {
  std::vector<ir::tensor> left = run::first_values(k.states), right = left;
  const run::sample_source samples = random_samples(k.n[k.n.inputs[0]].type.shape);
  double most = 0.0;
  for (std::int64_t s = 0; s < samples.count; ++s) {
    const auto call = [&](const ir::network& n, std::vector<ir::tensor>& states) {
      const run::call network = [&](const std::vector<ir::tensor>& all) {
        return run::run_network(n, all);
      };
      return run::real_numbers(n[n.outputs[0]], run::run_call(network, samples.at(s), states)[0]);
    };
    const std::vector<float> exact = call(k.n, left), told = call(integers, right);
    for (std::size_t i = 0; i < exact.size(); ++i)
      most =
          std::max(most, std::fabs(static_cast<double>(exact[i]) - static_cast<double>(told[i])));
  }
  return most;
}

}  // namespace

TEST_CASE("what is only moved is kept in the form of what reads it") {
  const kept k = window();
  const ir::network bytes = in_form(k, form::i8), words = in_form(k, form::i16);
  CHECK(state_type(bytes) == ir::element::i8);
  CHECK(state_type(words) == ir::element::i16);
  CHECK(farthest(k, bytes) < 0.02);
  CHECK(farthest(k, words) < 1e-3);
}

TEST_CASE("what is added up is kept in 16 bits") {
  const kept k = sum("add");
  const ir::network bytes = in_form(k, form::i8);
  CHECK(state_type(bytes) == ir::element::i16);
  CHECK(farthest(k, bytes) < 0.02);
  CHECK(state_type(in_form(k, form::i16)) == ir::element::i16);
}

TEST_CASE("what a layer of floats makes is kept in floats") {
  const kept k = sum("maximum");
  const ir::network bytes = in_form(k, form::i8);
  CHECK(state_type(bytes) == ir::element::f32);
  CHECK(farthest(k, bytes) < 0.02);
}

TEST_CASE("samples are calls that follow one another") {
  const kept k = sum("add");
  const run::sample_source samples = random_samples({4});
  const run::sample_source calls = run::in_sequence(k.n, samples, k.states);
  REQUIRE(calls.count == samples.count);
  std::vector<float> state(4, 0.0f);
  for (std::int64_t s = 0; s < calls.count; ++s) {
    const std::vector<ir::tensor> inputs = calls.at(s);
    REQUIRE(inputs.size() == 2);
    CHECK(inputs[1].floats() == state);
    for (std::size_t i = 0; i < 4; ++i) state[i] = state[i] * 0.5f + inputs[0].floats()[i];
  }
  const run::sample_source few = run::spread(calls, 10);
  REQUIRE(few.count == 10);
  CHECK(few.at(3)[1].floats() == calls.at(15)[1].floats());
}

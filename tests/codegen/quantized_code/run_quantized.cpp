// SPDX-License-Identifier: BSL-1.0
// Compiled quantized programs give the integers that the generator predicts.
#include <catch2/catch.hpp>

#include "golden.hpp"
#include "program_entry.hpp"
#include "run/real_numbers.hpp"
#include "run/run_network.hpp"
#include "run/sequence.hpp"

extern const std::vector<program_entry> quantized_programs;

namespace {

namespace ir = genn::ir;

using numbers = std::vector<double>;

numbers as_numbers(const std::vector<float>& x) { return {x.begin(), x.end()}; }

std::vector<numbers> predicted(const ir::network& n, const std::vector<ir::tensor>& inputs,
                               std::vector<ir::tensor>& states) {
  const genn::run::call network = [&](const std::vector<ir::tensor>& all) {
    return genn::run::run_network(n, all);
  };
  const std::vector<ir::tensor> outputs = genn::run::run_call(network, inputs, states);
  std::vector<numbers> all;
  for (std::size_t i = 0; i < outputs.size(); ++i)
    all.push_back(as_numbers(genn::run::real_numbers(n[n.outputs[i]], outputs[i])));
  return all;
}

std::vector<numbers> computed(const program_entry& program, const std::vector<ir::tensor>& inputs,
                              std::vector<numbers> outputs) {
  std::vector<numbers> given;
  for (const ir::tensor& x : inputs) given.push_back(as_numbers(x.floats()));
  std::vector<const double*> in;
  std::vector<double*> out;
  for (const numbers& x : given) in.push_back(x.data());
  for (numbers& y : outputs) {
    std::fill(y.begin(), y.end(), -12345.0);
    out.push_back(y.data());
  }
  program.run(in.data(), out.data());
  return outputs;
}

}  // namespace

TEST_CASE("compiled quantized programs compute what the generator computes") {
  REQUIRE(!quantized_programs.empty());
  for (const program_entry& program : quantized_programs) {
    INFO(program.name);
    const genn::commands::loaded converted = golden::load(program.name);
    std::vector<ir::tensor> states = genn::run::first_values(converted.states);
    const golden::arrays pytorch = golden::results(program.name);
    for (std::int64_t s = 0; s < pytorch.samples("input_0"); ++s) {
      const std::vector<ir::tensor> inputs = pytorch.inputs(s);
      const auto right = predicted(converted.network, inputs, states);
      CHECK(computed(program, inputs, right) == right);
    }
  }
}

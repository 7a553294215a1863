// SPDX-License-Identifier: BSL-1.0
// Runs every converted test program and compares it with what PyTorch computed.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "program_entry.hpp"
#include "readers/archive.hpp"

namespace {

using nlohmann::json;

// Floats as such, integers exactly.
double number(const json& v) {
  if (v.is_number_integer()) return v.get<double>();
  return static_cast<double>(v.is_string() ? std::stof(v.get<std::string>()) : v.get<float>());
}
std::vector<double> numbers(const json& list) {
  std::vector<double> values;
  for (const json& v : list) values.push_back(number(v));
  return values;
}

void compare(const std::vector<double>& outputs, const json& expected) {
  const std::vector<double> right = numbers(expected);
  double largest = 1.0;
  for (const double y : right) largest = std::max(largest, std::fabs(y));
  for (std::size_t k = 0; k < right.size(); ++k) {
    INFO("element " << k);
    if (expected[k].is_number_integer())
      REQUIRE(outputs[k] == right[k]);
    else
      REQUIRE(outputs[k] == Approx(right[k]).margin(1e-5 * largest).epsilon(0));
  }
}

}  // namespace

TEST_CASE("generated code computes what PyTorch computes") {
  std::size_t vectors = 0;
  for (const program_entry& program : all_programs()) {
    INFO(program.name);
    const auto archive =
        genn::readers::open_archive(std::string(PROGRAMS) + "/" + program.name + ".pt2");
    const json document = json::parse(archive->read("extra/vectors.json", 1u << 26));
    for (const json& vector : document.at("vectors")) {
      std::vector<std::vector<double>> inputs, outputs;
      for (const json& x : vector.at("inputs")) inputs.push_back(numbers(x));
      for (const json& y : vector.at("outputs")) outputs.emplace_back(y.size(), -12345.0);
      std::vector<const double*> in;
      std::vector<double*> out;
      for (const auto& x : inputs) in.push_back(x.data());
      for (auto& y : outputs) out.push_back(y.data());
      program.run(in.data(), out.data());
      for (std::size_t i = 0; i < outputs.size(); ++i) {
        INFO("output " << i);
        compare(outputs[i], vector.at("outputs")[i]);
      }
      ++vectors;
    }
  }
  CHECK(vectors == 2 * all_programs().size());
}

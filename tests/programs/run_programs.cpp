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

std::vector<float> floats(const json& list) {
  std::vector<float> values;
  for (const json& v : list)
    values.push_back(v.is_string() ? std::stof(v.get<std::string>()) : v.get<float>());
  return values;
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
      std::vector<std::vector<float>> inputs, outputs, expected;
      for (const json& x : vector.at("inputs")) inputs.push_back(floats(x));
      for (const json& y : vector.at("outputs")) expected.push_back(floats(y));
      for (const auto& y : expected) outputs.emplace_back(y.size(), -12345.0f);
      std::vector<const float*> in;
      std::vector<float*> out;
      for (const auto& x : inputs) in.push_back(x.data());
      for (auto& y : outputs) out.push_back(y.data());
      program.run(in.data(), out.data());
      for (std::size_t i = 0; i < expected.size(); ++i) {
        float largest = 1.0f;
        for (const float y : expected[i]) largest = std::max(largest, std::fabs(y));
        for (std::size_t k = 0; k < expected[i].size(); ++k) {
          INFO("output " << i << ", element " << k);
          REQUIRE(outputs[i][k] == Approx(expected[i][k]).margin(1e-5 * largest).epsilon(0));
        }
      }
      ++vectors;
    }
  }
  CHECK(vectors == 2 * all_programs().size());
}

// SPDX-License-Identifier: BSL-1.0
// What `genn evaluate` says, as a table and as JSON.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace genn::commands {

struct form_evaluation {
  std::string form;
  std::optional<double> accuracy, root_mean_square_error;  ///< by the labels
  std::optional<double> agreement, largest_difference;     ///< beside the f32 program
  std::int64_t constant_bytes = 0, arena_bytes = 0;
  std::uint64_t macs = 0;
  struct layer {
    std::string name;
    double difference;  ///< share of the layer's largest number
  };
  std::optional<layer> worst;
  std::vector<std::string> remarks;
  bool sparse = false;  ///< the same results, with weights stored without their zeros
};

struct evaluation {
  std::int64_t samples = 0;
  std::vector<form_evaluation> forms;
};

std::string to_table(const evaluation& e);
std::string to_json(const evaluation& e);

}  // namespace genn::commands

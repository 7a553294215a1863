// SPDX-License-Identifier: BSL-1.0
// PyTorch's registered schemas: names and defaults of arguments, what an operator overwrites and
// what its result shares memory with. Made by PyTorch itself, embedded from aten-operators.json.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "ir/program.hpp"

namespace genn::readers {

struct schema_argument {
  std::string name;
  std::string type;  ///< "Tensor", "SymInt[2]", "Scalar" ...
  std::optional<ir::argument> default_value;
};

struct schema {
  std::vector<schema_argument> arguments;
  std::vector<std::string> writes;  ///< arguments it overwrites
  std::string view_of;              ///< argument whose memory the result may share, or empty
};

/// The schema of "aten.conv2d.default", or nullptr.
const schema* find_schema(const std::string& target);

}  // namespace genn::readers

// SPDX-License-Identifier: BSL-1.0
// What PyTorch said: the calls of an exported program, before any meaning is given to them.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "ir/diagnostic.hpp"
#include "ir/tensor.hpp"

namespace genn::ir {

/// Index into program::values.
struct value_id {
  std::size_t index;
  friend bool operator==(value_id a, value_id b) { return a.index == b.index; }
  friend bool operator!=(value_id a, value_id b) { return a.index != b.index; }
  friend bool operator<(value_id a, value_id b) { return a.index < b.index; }
};

struct none {};

/// One bound argument of a call. `element` is a dtype; memory formats, layouts and devices are
/// dropped by the reader, for they do not change values.
using argument = std::variant<none, value_id, std::vector<std::optional<value_id>>, bool,
                              std::int64_t, double, std::string, std::vector<bool>,
                              std::vector<std::int64_t>, std::vector<double>, element>;

/// Where a call stands in the user's model, for messages and layer names.
struct origin {
  std::string module;       ///< PyTorch path, "block.0.conv"; empty for the root
  std::string module_type;  ///< "torch.nn.modules.conv.Conv2d"
  std::string source;       ///< "model.py:12 in forward: x = x.topk(3)"; never emitted into code
};

/// One call of an operator, arguments bound by name with the schema's defaults filled in.
struct call {
  std::string
      target;  ///< "aten.conv2d.default", "quantized_decomposed.quantize_per_tensor.default"
  std::vector<std::pair<std::string, argument>> arguments;
  std::vector<value_id> results;
  origin where;
};

/// A tensor of the program: the result of a call, an input, or (with `constant`) stored numbers.
/// Complex numbers are pairs of floats: the type of a complex tensor has a last axis of two more.
struct program_value {
  std::string
      name;  ///< graph name, "conv2d_1"; for constants the fully qualified name, "conv1.weight"
  tensor_type type;
  std::shared_ptr<const tensor> constant;
  bool row_major = true;  ///< as PyTorch keeps it in memory
  bool complex = false;
};

/// A result that is not a tensor: what the program returns as a plain number, or None.
using literal_output = std::variant<none, bool, std::int64_t, double, std::string>;

struct program_output {
  std::variant<value_id, literal_output> what;
};

/// A write to a buffer at the end of the program: `value` becomes the buffer's content.
struct buffer_write {
  std::string buffer;
  value_id initial, value;
};

struct program {
  std::string torch_version;
  std::vector<program_value> values;
  std::vector<value_id> inputs;  ///< tensors only, in the program's order
  std::vector<program_output> outputs;
  std::vector<call> calls;  ///< in topological order
  std::vector<buffer_write> writes;
  std::vector<diagnostic>
      unsupported;  ///< what the reader could not express, to be shown with the rest
};

}  // namespace genn::ir

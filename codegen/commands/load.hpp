// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <filesystem>

#include "ir/network.hpp"
#include "passes/give_types.hpp"
#include "quantize/quantize.hpp"

namespace genn::commands {

struct loaded {
  ir::network border;   ///< as the program has it: PyTorch's shapes, inputs and outputs
  ir::network network;  ///< as it runs, states behind inputs and outputs
  std::vector<ir::state> states;
  passes::border_types types;
  std::string torch_version;
  bool quantized = false;             ///< by PyTorch: the network has integer forms already
  std::vector<quantize::note> notes;  ///< of its layers that stay in float
};

/// Reads and simplifies a program; one that PyTorch quantized comes in integers. Throws
/// conversion_error with everything that stands in the way.
loaded load(const std::filesystem::path& archive);

}  // namespace genn::commands

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <filesystem>

#include "ir/network.hpp"

namespace genn::commands {

struct loaded {
  ir::network border;   ///< as the program has it: PyTorch's shapes
  ir::network network;  ///< as it runs
  std::string torch_version;
};

/// Reads and simplifies a program. Throws conversion_error with everything that stands in the way.
loaded load(const std::filesystem::path& archive);

}  // namespace genn::commands

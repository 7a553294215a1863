// SPDX-License-Identifier: BSL-1.0
// Layers that compute with PyTorch's integers, beyond what floats hold.
#pragma once

#include <vector>

#include "ir/network.hpp"

namespace genn::run {

/// A function of integers, as include/genn/functions/whole.hpp has it.
struct whole_function {
  const char* name;
  std::size_t operands;
  std::int64_t (*apply)(const std::int64_t*);
};

/// By the name of the function in the library, or nullptr.
const whole_function* find_whole_function(const std::string& name);

/// Layers that do more than move such integers.
bool computes_whole_numbers(const ir::network& n, const ir::node& x);

/// The result of such a layer; operands are floats where these hold them exactly.
ir::tensor evaluate_whole(const ir::network& n, const ir::node& x,
                          const std::vector<const ir::tensor*>& operands);

}  // namespace genn::run

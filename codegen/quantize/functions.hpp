// SPDX-License-Identifier: BSL-1.0
// What element-wise functions of floats are to integers.
#pragma once

#include "ir/network.hpp"

namespace genn::quantize {

/// True for functions that only limit their operand: relu, relu6, hardtanh, clamp.
bool is_clamp(const ir::function& f);

/// The factor above 0 by which the first function multiplies, if that is all it does.
std::optional<double> scaling_of(const std::vector<ir::function>& chain);

/// Limits of real numbers.
struct limits {
  float low, high;
};

/// The limits of a chain of clamps.
limits limits_of(const std::vector<ir::function>& chain);

}  // namespace genn::quantize

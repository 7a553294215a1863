// SPDX-License-Identifier: BSL-1.0
// Numbers as C++ text that means exactly them.
#pragma once

#include <string>
#include <vector>

namespace genn::emit {

/// How constants are written: as string literals of their bits, which compile fast, or as lists of
/// numbers, for compilers with short limits for literals.
enum class weights_as { literals, numbers };

/// A float literal that converts back to the same float; infinities and NaN by math constants.
std::string float_text(float x);

/// The static member that holds the numbers of a constant: lines indented by two spaces.
std::string constant_member(const std::vector<float>& numbers, weights_as form);

}  // namespace genn::emit

// SPDX-License-Identifier: BSL-1.0
// Numbers as C++ text that means exactly them.
#pragma once

#include <cstdint>
#include <string>

#include "ir/tensor.hpp"

namespace genn::emit {

/// How long constants are written: as string literals of their bits, which compile fast, or as
/// lists of numbers, as short ones always are, for compilers with short limits for literals.
enum class weights_as { literals, numbers };

/// A float literal that converts back to the same float; infinities and NaN by math constants.
std::string float_text(float x);

/// The library's element type of constants: "f32", "int8", "int16", "int32".
std::string element_name(ir::element type);

/// Alignment of a constant in one array as the library writes it, and of each array of one that has
/// several.
inline constexpr const char *constant_aligned = "alignment", *part_aligned = "4";

/// The static member that holds the numbers of a constant: lines indented by two spaces.
std::string constant_member(ir::element type, const ir::number_list& numbers, weights_as form,
                            const char* alignment);

/// Where both are padded to in flash.
inline constexpr std::int64_t constant_alignment = 16, part_alignment = 4;

/// Bytes in flash of so many numbers: with the terminator of a literal, padded to the alignment.
std::int64_t constant_bytes(ir::element type, std::int64_t count, std::int64_t alignment,
                            weights_as form = weights_as::literals);

}  // namespace genn::emit

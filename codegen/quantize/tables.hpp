// SPDX-License-Identifier: BSL-1.0
// Tables of functions of integers, made once in the generator: devices hold integers only.
#pragma once

#include <optional>

#include "ir/network.hpp"

namespace genn::quantize {

/// The 256 values of a chain of functions of i8.
std::vector<std::int64_t> table_of_i8(const std::vector<ir::function>& chain,
                                      const quantization& in, const quantization& out);

struct line_table {
  segments where;
  std::vector<std::int64_t> entries;
};

/// A chain of functions of i16 at the ends of 256 segments.
line_table table_of_i16(const std::vector<ir::function>& chain, const quantization& in,
                        const quantization& out);

/// exp(-scale * distance) * 32767 of distances from 0 on, until it is less than one half.
line_table table_of_exponentials(const quantization& in);

/// The distance from which on the exponential is exactly 0, if the table goes that far.
std::optional<std::int64_t> end_of(const line_table& exponentials);

/// Logarithms in steps of which `unit` make 1: those of one doubling, and of 1 + i / 256.
struct log_table {
  std::int32_t octave = 0;
  std::vector<std::int64_t> entries;
};
log_table table_of_logarithms(double unit);

/// What exponentials of 1 are in a table of them.
inline constexpr double exponential_of_0 = 32767.0;

}  // namespace genn::quantize

// SPDX-License-Identifier: BSL-1.0
// Tables of functions of integers, made once in the generator: devices hold integers only.
#pragma once

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

}  // namespace genn::quantize

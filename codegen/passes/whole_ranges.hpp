// SPDX-License-Identifier: BSL-1.0
// Where PyTorch's integers lie: the range of every value of a network that computes with them.
#pragma once

#include <vector>

#include "ir/network.hpp"

namespace genn::passes {

/// Whole numbers from low to high; beyond 64 bits they wrap around, and may be any.
struct whole_range {
  double low, high;

  bool within(double most) const { return low >= -most && high <= most; }
  /// In floats without rounding.
  bool is_exact() const { return within(static_cast<double>(ir::most_exact)); }
  bool fits_32_bits() const { return low >= -2147483648.0 && high <= 2147483647.0; }
};

whole_range range_of_type(ir::element type);

/// One a value. `callers`: how many inputs come from callers, who have 32 bits for integers.
std::vector<whole_range> whole_ranges(const ir::network& n, std::size_t callers);

}  // namespace genn::passes

// SPDX-License-Identifier: BSL-1.0
// The order of numbers, NaN among them.
#pragma once

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::reference {

/// For an extreme: NaN comes before all other numbers.
template <bool Descending>
struct comes_before {
  template <class T>
  constexpr bool operator()(T a, T b) const {
    if (a != a || b != b) return a != a && b == b;
    return Descending ? a > b : a < b;
  }
};

/// For sorting: NaN is the largest number.
template <bool Descending>
struct sorts_before {
  template <class T>
  constexpr bool operator()(T a, T b) const {
    if (a != a || b != b) return Descending ? a != a && b == b : a == a && b != b;
    return Descending ? a > b : a < b;
  }
};

}  // namespace kernels::reference

GENN_NAMESPACE_END

#include <genn/undef.hpp>

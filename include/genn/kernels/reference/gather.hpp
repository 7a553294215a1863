// SPDX-License-Identifier: BSL-1.0
// Rows picked by their numbers.
#pragma once

#include <genn/shape/shape.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::reference {

/// A row of `length` by its number. One outside of them, which PyTorch refuses, is the nearest.
template <class Number>
constexpr index_t row_of(Number number, index_t length) {
  if (number >= Number(length - 1)) return length - 1;
  return number > Number(0) ? index_t(number) : 0;
}

/// y[i, k] = x[index[i], k] for `count` rows of `inner` numbers.
template <class X, class Index, class Y>
constexpr void gather(index_t length, index_t count, index_t inner, X x, Index index, Y y) {
  for (index_t i = 0; i < count; ++i) {
    const index_t row = row_of(index[i], length);
    for (index_t k = 0; k < inner; ++k) y[i * inner + k] = x[row * inner + k];
  }
}

}  // namespace kernels::reference

GENN_NAMESPACE_END

#include <genn/undef.hpp>

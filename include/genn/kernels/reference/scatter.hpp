// SPDX-License-Identifier: BSL-1.0
// Rows joined to others by their numbers.
#pragma once

#include <genn/kernels/reference/gather.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::reference {

/// y = x, then y[index[i], k] = f(y[index[i], k], parts[i, k]) for `count` rows of `inner` numbers,
/// in their order. y has `length` rows.
template <class X, class Index, class Parts, class Y, class F>
constexpr void scatter(index_t length, index_t count, index_t inner, X x, Index index, Parts parts,
                       Y y, F f) {
  for (index_t i = 0; i < length * inner; ++i) y[i] = x[i];
  for (index_t i = 0; i < count; ++i) {
    const index_t row = row_of(index[i], length);
    for (index_t k = 0; k < inner; ++k)
      y[row * inner + k] = f(y[row * inner + k], parts[i * inner + k]);
  }
}

}  // namespace kernels::reference

GENN_NAMESPACE_END

#include <genn/undef.hpp>

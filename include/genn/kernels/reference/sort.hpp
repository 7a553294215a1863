// SPDX-License-Identifier: BSL-1.0
// Sorting of few numbers.
#pragma once

#include <genn/kernels/reference/order.hpp>
#include <genn/shape/shape.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::reference {

/// y[., i] = the places of x[., i] in order, equal elements in the order they have. x is [length,
/// inner]. By insertion: quick for what is short or almost sorted, no memory beside y.
template <class Before, class X, class Y>
constexpr void sort(index_t length, index_t inner, X x, Y y) {
  for (index_t i = 0; i < inner; ++i)
    for (index_t k = 0; k < length; ++k) {
      const auto number = x[k * inner + i];
      index_t at = k;
      for (; at > 0; --at) {
        const float before = y[(at - 1) * inner + i];
        if (!Before{}(number, x[index_t(before) * inner + i])) break;
        y[at * inner + i] = before;
      }
      y[at * inner + i] = float(k);
    }
}

}  // namespace kernels::reference

GENN_NAMESPACE_END

#include <genn/undef.hpp>

// SPDX-License-Identifier: BSL-1.0
// Where the largest or the smallest element stands.
#pragma once

#include <genn/kernels/reference/order.hpp>
#include <genn/shape/shape.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::reference {

/// y[i] = the first k for which no x[m, i] comes before x[k, i]. x is [length, inner].
template <class Before, class X, class Y>
constexpr void arg_reduce(index_t length, index_t inner, X x, Y y) {
  for (index_t i = 0; i < inner; ++i) {
    index_t best = 0;
    for (index_t k = 1; k < length; ++k)
      if (Before{}(x[k * inner + i], x[best * inner + i])) best = k;
    y[i] = float(best);
  }
}

}  // namespace kernels::reference

GENN_NAMESPACE_END

#include <genn/undef.hpp>

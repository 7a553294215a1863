// SPDX-License-Identifier: BSL-1.0
// Reductions over one axis.
#pragma once

#include <genn/kernels/reference/sum.hpp>
#include <genn/shape/axis.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::reference {

/// y[o, i] = f(... f(x[o, 0, i], x[o, 1, i]) ..., x[o, length - 1, i]).
template <class X, class Y, class F>
constexpr void reduce(const axis_sizes& n, X x, Y y, F f) {
  for (index_t o = 0; o < n.outer; ++o)
    for (index_t i = 0; i < n.inner; ++i) {
      const index_t first = o * n.length * n.inner + i;
      auto result = static_cast<element_of<Y>>(x[first]);
      for (index_t k = 1; k < n.length; ++k) result = f(result, x[first + k * n.inner]);
      y[o * n.inner + i] = result;
    }
}

}  // namespace kernels::reference

GENN_NAMESPACE_END

#include <genn/undef.hpp>

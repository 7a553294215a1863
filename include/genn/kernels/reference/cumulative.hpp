// SPDX-License-Identifier: BSL-1.0
// Sums, products and extremes of all elements so far.
#pragma once

#include <genn/kernels/reference/sum.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::reference {

/// y[0, i] = x[0, i], y[k, i] = f(y[k - 1, i], x[k, i]). x is [length, inner]; y may be x.
template <class X, class Y, class F>
constexpr void cumulative(index_t length, index_t inner, X x, Y y, F f) {
  for (index_t i = 0; i < inner; ++i) y[i] = static_cast<element_of<Y>>(x[i]);
  for (index_t at = inner; at < length * inner; ++at) y[at] = f(y[at - inner], x[at]);
}

}  // namespace kernels::reference

GENN_NAMESPACE_END

#include <genn/undef.hpp>

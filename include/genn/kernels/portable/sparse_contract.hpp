// SPDX-License-Identifier: BSL-1.0
// A linear layer of one vector over weights with zeros left out.
#pragma once

#include <genn/kernels/reference/sum.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::portable {

/// As reference::sparse_contract for one row: there is nothing to do again, so a row's weights are
/// read as they come.
template <class X, class Rows, class B, class Y, class F>
GENN_ALWAYS_INLINE void sparse_contract(index_t inputs, index_t outputs, const X* x, Rows rows,
                                        B bias, Y* y, F f) {
  for (index_t o = 0; o < outputs; ++o) {
    auto sum = bias[o];
    rows.walk(inputs,
              [&](index_t i, auto w) { sum += reference::product<decltype(sum)>(x[i], w); });
    y[o] = static_cast<Y>(reference::finish(f, sum, o));
  }
}

}  // namespace kernels::portable

GENN_NAMESPACE_END

#include <genn/undef.hpp>

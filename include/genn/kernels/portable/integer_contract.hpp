// SPDX-License-Identifier: BSL-1.0
// A linear layer of one vector of integers: each input is loaded once for two outputs.
#pragma once

#include <genn/constants/constant.hpp>
#include <genn/kernels/reference/sum.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::portable {

/// As reference::contract for one row, weights row-major.
template <class X, class W, class B, class Y, class F>
GENN_ALWAYS_INLINE void integer_contract(index_t inputs, index_t outputs, const X* x, const W* w,
                                         B bias, Y* y, F f) {
  for (index_t o = 0; o < outputs; o += 2, w += 2 * inputs) {
    const bool two = o + 1 < outputs;
    const W* const w1 = two ? w + inputs : w;
    std::int32_t a = bias[o], b = two ? bias[o + 1] : a;
    for (index_t i = 0; i < inputs; ++i) {
      const std::int32_t input = x[i];
      a += input * w[i];
      b += input * w1[i];
    }
    y[o] = static_cast<Y>(reference::finish(f, a, o));
    if (two) y[o + 1] = static_cast<Y>(reference::finish(f, b, o + 1));
  }
}

}  // namespace kernels::portable

GENN_NAMESPACE_END

#include <genn/undef.hpp>

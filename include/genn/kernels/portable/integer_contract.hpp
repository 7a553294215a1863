// SPDX-License-Identifier: BSL-1.0
// A linear layer of one vector of integers: each input is loaded once for two outputs.
#pragma once

#include <genn/constants/constant.hpp>
#include <genn/kernels/portable/end_sums.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::portable {

/// As reference::contract for one row, weights row-major.
template <class X, class W, class B, class Y, class F>
GENN_ALWAYS_INLINE void integer_contract(index_t inputs, index_t outputs, const X* x, const W* w,
                                         B bias, Y* y, const F& f) {
  for (index_t o = 0; o < outputs; o += 2, w += 2 * inputs) {
    const bool two = o + 1 < outputs;
    const W* const w1 = two ? w + inputs : w;
    std::int32_t a = 0, b = 0;
    for (index_t i = 0; i < inputs; ++i) {
      const std::int32_t input = x[i];
      a += input * w[i];
      b += input * w1[i];
    }
    const std::int32_t sums[] = {a, a, b, b};
    end_sums(sums, {2, 1, two ? 2 : 1, 0}, bias, o, y + o, f);
  }
}

}  // namespace kernels::portable

GENN_NAMESPACE_END

#include <genn/undef.hpp>

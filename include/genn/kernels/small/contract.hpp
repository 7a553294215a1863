// SPDX-License-Identifier: BSL-1.0
// A linear layer of one vector of integers in few instructions.
#pragma once

#include <genn/constants/constant.hpp>
#include <genn/kernels/reference/sum.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::small {

/// As portable::integer_contract.
template <class X, class W, class B, class Y, class F>
GENN_ALWAYS_INLINE void integer_contract(index_t inputs, index_t outputs, const X* x, const W* w,
                                         const B& bias, Y* y, const F& f) {
  for (index_t o = 0; o < outputs; ++o) {
    std::int32_t sum = bias[o];
    for (index_t i = 0; i < inputs; ++i) sum += std::int32_t{x[i]} * *w++;
    y[o] = static_cast<Y>(reference::finish(f, sum, o));
  }
}

}  // namespace kernels::small

GENN_NAMESPACE_END

#include <genn/undef.hpp>

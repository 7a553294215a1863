// SPDX-License-Identifier: BSL-1.0
// A linear layer of one vector of bytes over pairs of outputs (constants/packing.hpp), in few
// instructions: what every machine can read.
#pragma once

#include <genn/kernels/small/contract.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::small {

/// As portable::integer_contract, weights in output_pairs.
template <class B, class Y, class F>
GENN_ALWAYS_INLINE void paired_contract(index_t inputs, index_t outputs, const std::int8_t* x,
                                        const std::int8_t* w, const B& bias, Y* y, const F& f) {
  index_t o = 0;
  for (; o + 1 < outputs; o += 2) {
    std::int32_t first = bias[o], second = bias[o + 1];
    for (index_t i = 0; i < inputs; ++i) {
      // Not as a byte without a sign less 128: of that, GCC 12 makes wrong sums with VNNI.
      first += std::int32_t{x[i]} * (*w++ ^ -128);
      second += std::int32_t{x[i]} * *w++;
    }
    y[o] = static_cast<Y>(reference::finish(f, first, o));
    y[o + 1] = static_cast<Y>(reference::finish(f, second, o + 1));
  }
  if (o == outputs) return;
  std::int32_t sum = bias[o];
  for (index_t i = 0; i < inputs; ++i) sum += std::int32_t{x[i]} * *w++;
  y[o] = static_cast<Y>(reference::finish(f, sum, o));
}

}  // namespace kernels::small

GENN_NAMESPACE_END

#include <genn/undef.hpp>

// SPDX-License-Identifier: BSL-1.0
// A linear layer of one vector of integers.
#pragma once

#include <genn/kernels/armv7em/add_rows.hpp>
#include <genn/kernels/armv7em/rounded_end.hpp>
#include <genn/kernels/ending.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::armv7em {

/// Where all sums begin, if they can be read there: they are not written.
template <class B>
GENN_ALWAYS_INLINE std::int32_t* where_sums_lie(const B& bias) {
  if constexpr (std::is_same_v<B, flash_view<int32>>)
    return const_cast<int32::stored*>(bias.data);
  else
    return nullptr;
}

/// What the kernel makes of an end; without y if it cannot.
template <class Y, class F>
GENN_ALWAYS_INLINE vector_results results_of(Y* y, index_t first, const F& f) {
  vector_results results{};
  if constexpr (F::known == reference::ending::rounded) {
    const factors factor = factors_of(f);
    results.y = factor.doublings == 0 ? y + first : nullptr;
    if (factor.multipliers != nullptr)
      results.factor.multipliers = factor.multipliers + first;
    else
      results.factor.of_all = factor[0];
    results.zero = f.how.zero();
    results.places = factor.places;
  }
  return results;
}

/// As portable::integer_contract.
template <class X, class W, class B, class Y, class F>
GENN_ALWAYS_INLINE void integer_contract(index_t inputs, index_t outputs, const X* x, const W* w,
                                         B bias, Y* y, const F& f) {
  constexpr index_t most = 64;
  std::int32_t sums[most];
  for (index_t first = 0, count; first < outputs; first += count, w += count * inputs) {
    const vector_results results = results_of(y, first, f);
    std::int32_t* at = sums;
    count = outputs - first;
    if (results.y != nullptr && count > 1 && where_sums_lie(bias) != nullptr &&
        in_one_part(inputs, w)) {
      count &= ~index_t{1};
      at = where_sums_lie(bias) + first;
    } else {
      if (count > most) count = most;
      for (index_t o = 0; o < count; ++o) sums[o] = bias[first + o];
    }
    index_t o = add_rows<Y>(x, inputs, w, count, at, results);
    for (; o < count; ++o) y[first + o] = static_cast<Y>(reference::finish(f, at[o], first + o));
  }
  if constexpr (F::known == reference::ending::rounded) limit_results(y, outputs, f.how);
}

}  // namespace kernels::armv7em

GENN_NAMESPACE_END

#include <genn/undef.hpp>

// SPDX-License-Identifier: BSL-1.0
// A linear layer of one vector of integers.
#pragma once

#include <genn/kernels/armv7em/add_rows.hpp>
#include <genn/kernels/armv7em/rounded_end.hpp>
#include <genn/kernels/ending.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::armv7em {

/// As portable::integer_contract.
template <class X, class W, class B, class Y, class F>
GENN_ALWAYS_INLINE void integer_contract(index_t inputs, index_t outputs, const X* x, const W* w,
                                         B bias, Y* y, const F& f) {
  constexpr bool rounded = F::known == reference::ending::rounded;
  constexpr index_t most = 64;
  std::int32_t sums[most];
  index_t first = 0, done = 0;  // outputs: the first of `sums`, the first that is no result yet
  const auto add = [&](index_t count, std::int32_t* to) {
    if constexpr (rounded) {
      rounded_results results{y + first, factors_of(f), f.how.zero()};
      if (results.factor.multipliers != nullptr) results.factor.multipliers += first;
      done = first + add_rows<Y>(x, inputs, w + first * inputs, count, to,
                                 results.factor.doublings == 0 ? &results : nullptr);
    } else {
      add_rows<Y>(x, inputs, w + first * inputs, count, to);
    }
  };
  if constexpr (rounded && std::is_same_v<B, flash_view<int32>>)
    if (factors_of(f).doublings == 0 && in_one_part(inputs, w)) {
      // No sum is written.
      add(outputs & ~index_t{1}, const_cast<std::int32_t*>(bias.data));
      first = done;
    }
  for (; first < outputs; first += most) {
    const index_t count = outputs - first < most ? outputs - first : most;
    for (index_t o = 0; o < count; ++o) sums[o] = bias[first + o];
    done = first;
    add(count, sums);
    for (; done < first + count; ++done)
      y[done] = static_cast<Y>(reference::finish(f, sums[done - first], done));
  }
  if constexpr (rounded) limit_results(y, outputs, f.how);
}

}  // namespace kernels::armv7em

GENN_NAMESPACE_END

#include <genn/undef.hpp>

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
  constexpr index_t most = 64;
  std::int32_t sums[most];
  for (index_t first = 0; first < outputs; first += most, w += most * inputs) {
    const index_t last = outputs - first < most ? outputs : first + most;
    for (index_t o = first; o < last; ++o) sums[o - first] = bias[o];
    index_t done = first;
    if constexpr (F::known == reference::ending::rounded) {
      rounded_results results{y + first, factors_of(f), f.how.zero()};
      if (results.factor.multipliers != nullptr) results.factor.multipliers += first;
      done += add_rows(x, inputs, w, last - first, sums,
                       results.factor.doublings == 0 ? &results : nullptr);
    } else {
      add_rows(x, inputs, w, last - first, sums);
    }
    for (; done < last; ++done)
      y[done] = static_cast<Y>(reference::finish(f, sums[done - first], done));
  }
  if constexpr (F::known == reference::ending::rounded) limit_results(y, outputs, f.how);
}

}  // namespace kernels::armv7em

GENN_NAMESPACE_END

#include <genn/undef.hpp>

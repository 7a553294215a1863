// SPDX-License-Identifier: BSL-1.0
// The inputs of three windows, one window behind the other, as they are.
#pragma once

#include <genn/kernels/armv81m/copy.hpp>
#include <genn/kernels/armv81m/products.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::armv81m {

/// As portable::patch.
template <class X>
class patch {
 public:
  static constexpr index_t windows = 3;
  patch(void* scratch, index_t taps) : inputs_(static_cast<X*>(scratch)), taps_(taps) {}

  GENN_ALWAYS_INLINE void put(index_t which, index_t at, const X* from, index_t count) {
    copy_bytes(inputs_ + which * taps_ + at, from, count * index_t{sizeof(X)});
  }
  GENN_ALWAYS_INLINE void fill(index_t which, index_t at, std::int16_t value, index_t count) {
    fill_with(inputs_ + which * taps_ + at, X(value), count);
  }

  template <class W>
  GENN_ALWAYS_INLINE void multiply(const W* w, index_t outputs, std::int32_t* sums) const {
    multiply(w, outputs / 2, taps_ * index_t{sizeof(W)}, sums);
    // An odd last row is multiplied twice.
    const index_t whole = outputs & ~index_t{1};
    if (whole < outputs) multiply(w + whole * taps_, 1, 0, sums + whole * windows);
  }

 private:
  GENN_ALWAYS_INLINE void multiply(const X* w, index_t pairs, index_t second,
                                   std::int32_t* sums) const {
    if (pairs == 0) return;
    const X* const x = inputs_;
    rows_state<X> state{{x, x + taps_, x + 2 * taps_}, w, sums, pairs, taps_, second};
    multiply_pairs(state);
  }

  X* inputs_;
  index_t taps_;
};

}  // namespace kernels::armv81m

GENN_NAMESPACE_END

#include <genn/undef.hpp>

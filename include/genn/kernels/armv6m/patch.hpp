// SPDX-License-Identifier: BSL-1.0
// The inputs of two windows side by side in words, for Armv6-M.
#pragma once

#include <genn/kernels/armv6m/products.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::armv6m {

/// As portable::patch, but that the first window is put before the second.
template <class X>
class patch {
 public:
  static constexpr index_t windows = 2;
  patch(void* scratch, index_t taps) : inputs_(static_cast<std::int32_t*>(scratch)), taps_(taps) {}

  GENN_NOINLINE void put(index_t which, index_t at, const X* from, index_t count) {
    std::int32_t* to = inputs_ + at;
    constexpr index_t at_once = 4;
    if (which == 0) {
      for (; count >= at_once; count -= at_once, from += at_once, to += at_once) GENN_UNROLL
      for (index_t i = 0; i < at_once; ++i) to[i] = lower(from[i]);
      for (; count > 0; --count) *to++ = lower(*from++);
    } else {
      for (; count >= at_once; count -= at_once, from += at_once, to += at_once) GENN_UNROLL
      for (index_t i = 0; i < at_once; ++i) to[i] += std::int32_t{from[i]} * 65536;
      for (; count > 0; --count) *to++ += std::int32_t{*from++} * 65536;
    }
  }
  GENN_NOINLINE void fill(index_t which, index_t at, std::int16_t value, index_t count) {
    std::int32_t* to = inputs_ + at;
    if (which == 0)
      for (; count > 0; --count) *to++ = lower(X(value));
    else
      for (; count > 0; --count) *to++ += std::int32_t{value} * 65536;
  }

  template <class W>
  GENN_ALWAYS_INLINE void multiply(const W* w, index_t outputs, std::int32_t* sums) const {
    if (outputs >= 2) multiply_pairs(w, w + taps_, outputs / 2, sums);
    w += outputs / 2 * 2 * taps_;
    // An odd last row is multiplied twice.
    if (outputs % 2 != 0) multiply_pairs(w, w, 1, sums + outputs / 2 * 4);
  }

 private:
  template <class W>
  void multiply_pairs(const W* w0, const W* w1, index_t pairs, std::int32_t* sums) const {
    constexpr index_t step = sizeof(W) == 1 ? 2 : 1, bytes = sizeof(W);
    const index_t words = taps_ / step, whole = words * step;
    rows_state<W> state{inputs_,
                        w0,
                        w1,
                        words / 4 * 4 * step * bytes,
                        whole * bytes,
                        2 * taps_ * bytes,
                        sums,
                        pairs,
                        lane_offset,
                        words,
                        std::int32_t(words) * 32767};
    multiply_rows(state);
    if (whole == taps_) return;
    const std::int32_t x0 = std::int16_t(inputs_[whole]), x1 = (inputs_[whole] - x0) / 65536;
    for (; pairs > 0; --pairs, w0 += 2 * taps_, w1 += 2 * taps_, sums += 4) {
      sums[0] += x0 * w0[whole];
      sums[1] += x1 * w0[whole];
      sums[2] += x0 * w1[whole];
      sums[3] += x1 * w1[whole];
    }
  }
  static std::int32_t lower(std::int8_t x) { return x; }
  static std::int32_t lower(std::int16_t x) { return std::uint16_t(x); }

  std::int32_t* inputs_;
  index_t taps_;
};

}  // namespace kernels::armv6m

GENN_NAMESPACE_END

#include <genn/undef.hpp>

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
  patch(void* scratch, index_t taps) : inputs_(static_cast<std::int32_t*>(scratch)), taps_(taps) {}

  GENN_ALWAYS_INLINE void put(index_t which, index_t at, const X* from, index_t count) {
    std::int32_t* to = inputs_ + at;
    if (which == 0)
      for (; count > 0; --count) *to++ = lower(*from++);
    else
      for (; count > 0; --count, ++to) *to += std::int32_t{*from++} * 65536;
  }
  GENN_ALWAYS_INLINE void fill(index_t which, index_t at, std::int16_t value, index_t count) {
    std::int32_t* to = inputs_ + at;
    if (which == 0)
      for (; count > 0; --count) *to++ = lower(X(value));
    else
      for (; count > 0; --count) *to++ += std::int32_t{value} * 65536;
  }

  template <class W>
  GENN_ALWAYS_INLINE void add_products(const W* w0, const W* w1, portable::four_sums& sums) const {
    constexpr index_t step = sizeof(W) == 1 ? 2 : 1, unrolled = 4 * step;
    const index_t many = taps_ / unrolled * unrolled, whole = taps_ / step * step;
    loop_state<W> state{inputs_, w0, w1, 0, many * index_t{sizeof(W)}, {}, lane_offset};
    if (many > 0) multiply<true>(state);
    if (many < whole) {
      state.inputs = inputs_ + many;
      state.at = state.end;
      state.end = whole * index_t{sizeof(W)};
      multiply<false>(state);
    }
    for (index_t o = 0; o < 2; ++o) {
      std::int32_t a = state.sums[2 * o], b = state.sums[2 * o + 1];
      if constexpr (sizeof(W) == 1) {  // all of the words, and their upper lanes
        const std::int32_t words = std::int32_t(whole / step);
        a = std::int32_t(std::uint32_t(a) - std::uint32_t(words) * 32767u -
                         (std::uint32_t(b) << 16));
        b += words;
      }
      sums.at[o][0] += a;
      sums.at[o][1] += b;
    }
    if (whole < taps_) {
      const std::int32_t x0 = std::int16_t(inputs_[whole]), x1 = (inputs_[whole] - x0) / 65536;
      sums.at[0][0] += x0 * w0[whole];
      sums.at[0][1] += x1 * w0[whole];
      sums.at[1][0] += x0 * w1[whole];
      sums.at[1][1] += x1 * w1[whole];
    }
  }

 private:
  static std::int32_t lower(std::int8_t x) { return x; }
  static std::int32_t lower(std::int16_t x) { return std::uint16_t(x); }

  std::int32_t* inputs_;
  index_t taps_;
};

}  // namespace kernels::armv6m

GENN_NAMESPACE_END

#include <genn/undef.hpp>

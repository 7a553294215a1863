// SPDX-License-Identifier: BSL-1.0
// Layer, group, instance and RMS norm of integers: one pass for the sums, one for the results.
#pragma once

#include <genn/constants/constant.hpp>
#include <genn/kernels/armv7em/row_sums.hpp>
#include <genn/kernels/select.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::portable {

/// Squares of bytes fit 32 bits.
GENN_ALWAYS_INLINE reference::row_sums sums_of_row(const std::int8_t* x, index_t length) {
  std::int32_t sum = 0;
  std::uint32_t squares = 0;
  for (const std::int8_t* const end = x + length; x != end; ++x) {
    const std::int32_t number = *x;
    sum += number;
    squares += std::uint32_t(number * number);
  }
  return {sum, squares};
}
GENN_ALWAYS_INLINE reference::row_sums sums_of_row(const std::int16_t* x, index_t length) {
  return reference::sums_of_row(x, 0, length);
}

/// The numbers of one channel, from x to `end`.
template <class X, class Y>
GENN_ALWAYS_INLINE void finish_channel(const standardization& s, const row_factors& row, const X* x,
                                       const X* end, std::int32_t multiplier, std::int32_t addend,
                                       Y* y) {
  for (; x != end; ++x, ++y) *y = s.template finish<Y>(row(*x), multiplier, addend);
}

template <class X, class Y>
GENN_NOINLINE void integer_standardize(const standardization& s, const X* x,
                                       flash_view<int16> multiplier, flash_view<int32> addend,
                                       Y* y) {
  if constexpr (reference_kernels_only) {
    reference::integer_standardize(s, x, multiplier, addend, y);
  } else {
    const standardize_sizes& n = s.sizes;
    const standardization here = s;  // in registers, whatever y may alias
    index_t channel = 0;
    for (index_t r = n.rows; r > 0; --r) {
      reference::row_sums sums;
      if constexpr (GENN_HAS_DSP)
        sums = armv7em::sums_of_row(x, n.length);
      else
        sums = sums_of_row(x, n.length);
      const row_factors row = s.factors(sums.sum, sums.squares);
      for (const X* const end = x + n.length; x != end;) {
        // Channels of one number up to the last of them; else those of one channel.
        if (n.inner == 1) {
          const index_t left = end - x, more = n.channels - channel;
          const X* const last = x + (more < left ? more : left);
          for (; x != last; ++x, ++y, ++channel)
            *y = here.template finish<Y>(row(*x), multiplier[channel], addend[channel]);
        } else {
          finish_channel(here, row, x, x + n.inner, multiplier[channel], addend[channel], y);
          x += n.inner;
          y += n.inner;
          ++channel;
        }
        if (channel == n.channels) channel = 0;
      }
    }
  }
}

}  // namespace kernels::portable

GENN_NAMESPACE_END

#include <genn/undef.hpp>

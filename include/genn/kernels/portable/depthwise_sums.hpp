// SPDX-License-Identifier: BSL-1.0
// Sums of a depthwise window over rows that were gathered with their padding.
#pragma once

#include <genn/kernels/reference/sum.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::portable {

/// How a window lies in the gathered rows and in the weights, in elements.
struct depthwise_walk {
  index_t rows, columns;
  index_t row_pitch, column_pitch;         // of inputs
  index_t weight_row_pitch, weight_pitch;  // of weights
};

/// One channel after the other.
struct channel_by_channel {
  /// The sums of `channels` channels, two apart, over one window: x is its first input, w the first
  /// tap.
  template <class X, class W>
  static GENN_ALWAYS_INLINE void sum(const depthwise_walk& s, const X* x, const W* w,
                                     index_t channels, std::int32_t* sums) {
    for (index_t c = 0; c < channels; ++c, ++x, ++w, sums += 2) {
      std::int32_t sum = 0;
      const X* row = x;
      const W* weight = w;
      for (index_t h = s.rows; h > 0; --h, row += s.row_pitch, weight += s.weight_row_pitch) {
        const X* input = row;
        const W* tap = weight;
        for (index_t k = s.columns; k > 0; --k, input += s.column_pitch, tap += s.weight_pitch)
          sum += std::int32_t{*input} * *tap;
      }
      *sums = sum;
    }
  }
  /// Over two windows, `step` inputs apart.
  template <class X, class W>
  static GENN_ALWAYS_INLINE void sum_two(const depthwise_walk& s, const X* x, index_t step,
                                         const W* w, index_t channels, std::int32_t* sums) {
    sum(s, x, w, channels, sums);
    sum(s, x + step, w, channels, sums + 1);
  }
};

}  // namespace kernels::portable

GENN_NAMESPACE_END

#include <genn/undef.hpp>

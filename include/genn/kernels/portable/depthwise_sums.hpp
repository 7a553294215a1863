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
  /// The sums of `channels` channels over one window or two, which begin `step` inputs apart: x is
  /// the first one's first input, w the first tap. Sums of a channel lie side by side, with room
  /// for two.
  template <class X, class W>
  static GENN_NOINLINE void sum(const depthwise_walk& s, const X* x, index_t step, index_t windows,
                                const W* w, index_t channels, std::int32_t* sums) {
    for (index_t window = 0; window < windows; ++window, x += step)
      for (index_t c = 0; c < channels; ++c) sums[2 * c + window] = sum_channel(s, x + c, w + c);
  }

 private:
  template <class X, class W>
  static GENN_ALWAYS_INLINE std::int32_t sum_channel(const depthwise_walk& s, const X* x,
                                                     const W* w) {
    std::int32_t sum = 0;
    for (index_t h = s.rows; h > 0; --h, x += s.row_pitch, w += s.weight_row_pitch) {
      const X* input = x;
      const W* tap = w;
      for (index_t k = s.columns; k > 0; --k, input += s.column_pitch, tap += s.weight_pitch)
        sum += std::int32_t{*input} * *tap;
    }
    return sum;
  }
};

}  // namespace kernels::portable

GENN_NAMESPACE_END

#include <genn/undef.hpp>

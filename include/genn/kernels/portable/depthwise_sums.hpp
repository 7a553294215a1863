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
  /// One output position, channels [0, channels) of those from `first` on: x is the window's first
  /// input, w its first tap.
  template <class X, class W, class B, class Y, class F>
  static GENN_ALWAYS_INLINE void run(const depthwise_walk& s, const X* x, const W* w, const B& bias,
                                     index_t first, index_t channels, Y* y, const F& f) {
    for (index_t c = 0; c < channels; ++c) {
      std::int32_t sum = bias[first + c];
      const X* row = x + c;
      const W* weight = w + c;
      for (index_t h = 0; h < s.rows; ++h, row += s.row_pitch, weight += s.weight_row_pitch) {
        const X* input = row;
        const W* tap = weight;
        for (index_t k = 0; k < s.columns; ++k, input += s.column_pitch, tap += s.weight_pitch)
          sum += std::int32_t{*input} * *tap;
      }
      y[c] = static_cast<Y>(reference::finish(f, sum, first + c));
    }
  }
};

}  // namespace kernels::portable

GENN_NAMESPACE_END

#include <genn/undef.hpp>

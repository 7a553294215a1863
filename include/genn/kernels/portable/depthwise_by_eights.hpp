// SPDX-License-Identifier: BSL-1.0
// Depthwise windows of floats, eight channels at once by the machine's own instructions.
#pragma once

#include <genn/kernels/portable/vector.hpp>
#include <genn/shape/window.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::portable {

/// What the loops walk over: rows x columns taps. Pitches in bytes, those of rows from the end of
/// the row before.
struct eight_channels_state {
  const float* x;
  const f32::stored *w, *bias;
  index_t rows, columns;
  index_t x_pitch, w_pitch, x_gap, w_gap;
  float* y;
};

/// All whole eights of channels of the window at (oh, ow); x, w, y: from channel 0 on.
template <class Machine, class B, class F>
GENN_ALWAYS_INLINE void run_channels(const window_sizes& n, index_t oh, index_t ow, const float* x,
                                     const f32::stored* w, B bias, float* y, F f) {
  constexpr index_t size = sizeof(float), eight = 8;
  const index_t top = n.height.first_tap(oh), left = n.width.first_tap(ow);
  const index_t rows = n.height.last_tap(oh) - top, columns = n.width.last_tap(ow) - left;
  const index_t row = n.height.start(oh) + top * n.height.dilation;
  const index_t column = n.width.start(ow) + left * n.width.dilation;
  const index_t pitch = n.channels * size;
  eight_channels_state state{x + (row * n.width.in + column) * n.channels,
                             w + (top * n.width.kernel + left) * n.channels,
                             eight_biases(bias, 0),
                             rows,
                             columns,
                             n.width.dilation * pitch,
                             pitch,
                             (n.height.dilation * n.width.in - n.width.dilation * columns) * pitch,
                             (n.width.kernel - columns) * pitch,
                             y + (oh * n.width.out + ow) * n.channels};
  for (index_t o = 0; o + eight <= n.channels; o += eight) {
    state.bias = eight_biases(bias, o);
    if (rows > 0 && columns > 0)
      Machine::sum(state);
    else  // all of it is padding
      for (index_t i = 0; i < eight; ++i) state.y[i] = state.bias[i];
    Machine::end(state.y, f);
    state.x += eight;
    state.w += eight;
    state.y += eight;
  }
}

/// As depthwise for a sample's whole eights of channels: one piece of code for all sizes. Machine:
/// what sums eight channels and ends the sums.
template <class Machine, class B, class F>
GENN_NOINLINE void depthwise_by_eights(const window_sizes& n, const float* x, const f32::stored* w,
                                       B bias, float* y, F f) {
  for (index_t oh = 0; oh < n.height.out; ++oh)
    for (index_t ow = 0; ow < n.width.out; ++ow) run_channels<Machine>(n, oh, ow, x, w, bias, y, f);
}

}  // namespace kernels::portable

GENN_NAMESPACE_END

#include <genn/undef.hpp>

// SPDX-License-Identifier: BSL-1.0
// Depthwise windows of floats on Cortex-M, eight channels at once: a VLDM for eight inputs, one for
// eight weights.
#pragma once

#include <genn/kernels/armv7em/float_pixels.hpp>
#include <genn/shape/window.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::armv7em {

/// What the loops walk over: rows x columns taps. Pitches in bytes, those of rows from the end of
/// the row before.
struct float_channels_state {
  const float* x;
  const f32::stored *w, *bias;
  index_t rows, columns;
  index_t x_pitch, w_pitch, x_gap, w_gap;
  float* y;
};

GENN_NOINLINE inline void sum_eight_channels(const float_channels_state& s) {
  [[maybe_unused]] const float_channels_state* const state = &s;
  GENN_ARM(
      volatile("mov r0, %0\n"
               ".syntax unified\n"
               "push {r4-r9, lr}\n"
               "ldm r0!, {r1-r5}\n"
               "vldmia r3, {s0-s7}\n"
               "ldm r0, {r6-r9, r12}\n"
               "0:\n"
               "mov r3, r5\n"
               "1:\n"
               "vldmia r1, {s8-s15}\n"
               "add r1, r1, r6\n"
               "vldmia r2, {s16-s23}\n"
               "add r2, r2, r7\n"
               "vmla.f32 s0, s8, s16\n"
               "vmla.f32 s1, s9, s17\n"
               "vmla.f32 s2, s10, s18\n"
               "vmla.f32 s3, s11, s19\n"
               "vmla.f32 s4, s12, s20\n"
               "vmla.f32 s5, s13, s21\n"
               "vmla.f32 s6, s14, s22\n"
               "vmla.f32 s7, s15, s23\n"
               "subs r3, r3, #1\n"
               "bne 1b\n"
               "add r1, r1, r8\n"
               "add r2, r2, r9\n"
               "subs r4, r4, #1\n"
               "bne 0b\n"
               "vstmia r12, {s0-s7}\n"
               "pop {r4-r9, lr}\n" ::"r"(state)
               : "r0", "r1", "r2", "r3", "r12", "cc", "memory", "s0", "s1", "s2", "s3", "s4", "s5",
                 "s6", "s7", "s8", "s9", "s10", "s11", "s12", "s13", "s14", "s15", "s16", "s17",
                 "s18", "s19", "s20", "s21", "s22", "s23"));
}

/// All whole eights of channels of the window at (oh, ow); x, w, y: from channel 0 on.
template <class B, class F>
GENN_ALWAYS_INLINE void run_channels(const window_sizes& n, index_t oh, index_t ow, const float* x,
                                     const f32::stored* w, B bias, float* y, F f) {
  constexpr index_t size = sizeof(float);
  const index_t top = n.height.first_tap(oh), left = n.width.first_tap(ow);
  const index_t rows = n.height.last_tap(oh) - top, columns = n.width.last_tap(ow) - left;
  const index_t row = n.height.start(oh) + top * n.height.dilation;
  const index_t column = n.width.start(ow) + left * n.width.dilation;
  const index_t pitch = n.channels * size;
  float_channels_state state{x + (row * n.width.in + column) * n.channels,
                             w + (top * n.width.kernel + left) * n.channels,
                             eight_biases(bias, 0),
                             rows,
                             columns,
                             n.width.dilation * pitch,
                             pitch,
                             (n.height.dilation * n.width.in - n.width.dilation * columns) * pitch,
                             (n.width.kernel - columns) * pitch,
                             y + (oh * n.width.out + ow) * n.channels};
  for (index_t o = 0; o + floats_at_once <= n.channels; o += floats_at_once) {
    state.bias = eight_biases(bias, o);
    if (rows > 0 && columns > 0)
      sum_eight_channels(state);
    else  // all of it is padding
      for (index_t i = 0; i < floats_at_once; ++i) state.y[i] = state.bias[i];
    end_eight(state.y, f);
    state.x += floats_at_once;
    state.w += floats_at_once;
    state.y += floats_at_once;
  }
}

/// As portable::depthwise for a sample's whole eights of channels: one piece of code for all sizes.
template <class B, class F>
GENN_NOINLINE void depthwise(const window_sizes& n, const float* x, const f32::stored* w, B bias,
                             float* y, F f) {
  for (index_t oh = 0; oh < n.height.out; ++oh)
    for (index_t ow = 0; ow < n.width.out; ++ow) run_channels(n, oh, ow, x, w, bias, y, f);
}

}  // namespace kernels::armv7em

GENN_NAMESPACE_END

#include <genn/undef.hpp>

// SPDX-License-Identifier: BSL-1.0
// Pixels by eight outputs of floats with MVE: one piece of code for all sizes.
#pragma once

#include <genn/kernels/armv81m/float_products.hpp>
#include <genn/kernels/portable/vector.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::armv81m {

template <class F>
GENN_ALWAYS_INLINE void end_eight(float* y, F f) {
  portable::store_through<4>(y, portable::load<4>(y), f);
  portable::store_through<4>(y + 4, portable::load<4>(y + 4), f);
}

/// As portable::run_pixels with two vectors of four lanes.
template <class B, class F>
GENN_NOINLINE void run_pixels(const portable::tile_walk& s, index_t count, const float* x,
                              const f32::stored* w, B bias, index_t o, float* y, F f) {
  const index_t length = portable::walks(s) ? s.length : 0;
  float_state state{{x, x, x},
                    w,
                    s.weight_pitch * index_t{sizeof(float)},
                    portable::eight_biases(bias, o),
                    portable::in_bytes(s),
                    length / 2,
                    length % 2,
                    {y, y, y}};
  while (count > 0) {
    const index_t pixels = count < pixels_at_once ? count : pixels_at_once;
    for (index_t i = 0; i < pixels_at_once; ++i) {
      const index_t pixel = i < pixels ? i : pixels - 1;  // what is not there: the last
      state.x[i] = x + pixel * s.pixel_pitch;
      state.y[i] = y + pixel * s.out_pitch;
    }
    if (pixels == 1)
      multiply_one(state);
    else
      multiply_three(state);
    for (index_t i = 0; i < pixels; ++i) end_eight(state.y[i], f);
    x += pixels * s.pixel_pitch;
    y += pixels * s.out_pitch;
    count -= pixels;
  }
}

}  // namespace kernels::armv81m

GENN_NAMESPACE_END

#include <genn/undef.hpp>

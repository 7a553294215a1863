// SPDX-License-Identifier: BSL-1.0
// Pixels by eight outputs on Cortex-M with single registers: one piece of code for all sizes.
#pragma once

#include <genn/kernels/armv7em/float_products.hpp>
#include <genn/kernels/portable/vector.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::armv7em {

template <class F>
GENN_ALWAYS_INLINE void end_eight(float* y, F f) {
  GENN_UNROLL
  for (index_t i = 0; i < floats_at_once; ++i) y[i] = f(y[i]);
}

/// As portable::run_pixels with eight vectors of one lane.
template <class B, class F>
GENN_NOINLINE void run_pixels(const portable::tile_walk& s, index_t count, const float* x,
                              const f32::stored* w, B bias, index_t o, float* y, F f) {
  const index_t length = portable::walks(s) ? s.length : 0;
  float_state state{{x, x},
                    w,
                    s.weight_pitch * index_t{sizeof(float)},
                    portable::eight_biases(bias, o),
                    portable::in_bytes(s),
                    length / 4,
                    length % 4,
                    {y, y}};
  for (; count >= 2; count -= 2) {
    state.x[1] = state.x[0] + s.pixel_pitch;
    state.y[1] = state.y[0] + s.out_pitch;
    multiply_two(state);
    end_eight(state.y[0], f);
    end_eight(state.y[1], f);
    state.x[0] = state.x[1] + s.pixel_pitch;
    state.y[0] = state.y[1] + s.out_pitch;
  }
  if (count == 1) {
    multiply_one(state);
    end_eight(state.y[0], f);
  }
}

}  // namespace kernels::armv7em

GENN_NAMESPACE_END

#include <genn/undef.hpp>

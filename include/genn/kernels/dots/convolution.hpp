// SPDX-License-Identifier: BSL-1.0
// Convolutions of integers over quads of weights for machines without vectors of integers.
#pragma once

#include <genn/constants/packing.hpp>
#include <genn/kernels/dots/patch.hpp>
#include <genn/kernels/portable/integer_convolution.hpp>
#include <genn/kernels/reference/convolution.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::dots {

/// Sum of a window over quads, `pitch` weights apart.
template <class W>
GENN_ALWAYS_INLINE std::int32_t sum_of_quads(std::int32_t sum, const std::int16_t* x, const W* w,
                                             index_t pitch, index_t quads) {
  for (; quads > 0; --quads, w += pitch, x += 4)
    for (index_t k = 0; k < 4; ++k) sum += std::int32_t{x[k]} * w[k];
  return sum;
}

/// As reference::convolution, weights in quads, depth 1. `scratch` holds patch_bytes(n). y may
/// begin lag_of_pointwise(n) in front of x.
template <class X, class W, class B, class Y, class F>
GENN_ALWAYS_INLINE void convolution(const window_sizes& n, const X* x, const W* w, B bias, Y* y,
                                    const F& f, std::int16_t padding, void* scratch) {
  const matrix_sizes m = weights_of(n);
  const index_t channels = n.group_channels(), features = n.group_features();
  const index_t sample_size = n.height.in * n.width.in * n.channels;
  using inputs = patch<X>;
  inputs windows(scratch, n.taps());
  const portable::gather<inputs, X> put{n, channels, padding, windows};
  portable::position here{};
  for (index_t left = n.batch * n.height.out * n.width.out; left > 0; left -= inputs::windows) {
    const index_t count = left < inputs::windows ? left : inputs::windows;
    portable::position next{};
    for (index_t group = 0; group < n.groups; ++group) {
      next = here;
      for (index_t i = 0; i < count; ++i, next.advance(n))
        put(i, x + group * channels + next.sample * sample_size, next.row, next.column);
      for (index_t i = 0; i < count; ++i)
        for (index_t row = 0; row < features; ++row) {
          const index_t o = group * features + row;
          const std::int32_t sum =
              sum_of_quads(bias[o], windows.window(i), w + tap_quads::at(m, group, row, 0),
                           4 * m.rows, quads_in(m.taps));
          y[i * n.features + o] = static_cast<Y>(reference::finish(f, sum, o));
        }
    }
    here = next;
    y += count * n.features;
  }
}

}  // namespace kernels::dots

GENN_NAMESPACE_END

#include <genn/undef.hpp>

// SPDX-License-Identifier: BSL-1.0
// Depthwise convolutions of 1 and 2 dimensions: vectors over channels.
#pragma once

#include <genn/kernels/armv7em/float_depthwise.hpp>
#include <genn/kernels/armv81m/float_depthwise.hpp>
#include <genn/kernels/portable/tile.hpp>
#include <genn/kernels/reference/convolution.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::portable {

template <class B, class F>
struct depthwise_block {
  const window_sizes& n;
  const float* x;
  const f32::stored* w;
  B bias;
  float* y;
  F f;

  template <index_t Lanes, index_t Vectors>
  GENN_ALWAYS_INLINE void pixel(index_t o, index_t oh, index_t ow, index_t top, index_t bottom,
                                index_t left, index_t right) const {
    const float* window =
        x + (n.height.start(oh) * n.width.in + n.width.start(ow)) * n.channels + o;
    vector<Lanes> sum[Vectors];
    GENN_UNROLL
    for (index_t v = 0; v < Vectors; ++v) sum[v] = load_bias<Lanes>(bias, o + v * Lanes);
    for (index_t h = top; h < bottom; ++h)
      for (index_t k = left; k < right; ++k) {
        const float* input =
            window + (h * n.height.dilation * n.width.in + k * n.width.dilation) * n.channels;
        const f32::stored* weight = w + (h * n.width.kernel + k) * n.channels + o;
        GENN_UNROLL
        for (index_t v = 0; v < Vectors; ++v)
          sum[v] += load<Lanes>(input + v * Lanes) * load<Lanes>(weight + v * Lanes);
      }
    GENN_UNROLL
    for (index_t v = 0; v < Vectors; ++v)
      store_through<Lanes>(y + (oh * n.width.out + ow) * n.channels + o + v * Lanes, sum[v], f);
  }

  template <index_t Lanes, index_t Vectors>
  GENN_ALWAYS_INLINE void operator()(index_t o) const {
    for (index_t oh = 0; oh < n.height.out; ++oh)
      for (index_t ow = 0; ow < n.width.out; ++ow)
        pixel<Lanes, Vectors>(o, oh, ow, n.height.first_tap(oh), n.height.last_tap(oh),
                              n.width.first_tap(ow), n.width.last_tap(ow));
  }
};

/// Whether the machine's own instructions sum eight channels.
template <class Tile>
inline constexpr bool own_depthwise =
    (GENN_HAS_VFP || GENN_HAS_MVE_FLOAT) && Tile::lanes* Tile::vectors == 8 &&
    Tile::lanes == GENN_FLOAT_LANES;

/// As the reference kernel where every group is one channel in, one out; weights tap-major,
/// depth 1. y must not overlap x.
template <class Tile, class B, class F>
GENN_ALWAYS_INLINE void depthwise(const window_sizes& n, const float* x, flash_view<f32> w, B bias,
                                  float* y, F f) {
  const index_t sample_in = n.height.in * n.width.in * n.channels;
  const index_t sample_out = n.positions() * n.channels;
  for (index_t sample = 0; sample < n.batch; ++sample, x += sample_in, y += sample_out) {
    const depthwise_block<B, F> block{n, x, w.data, bias, y, f};
    if constexpr (own_depthwise<Tile>) {
      using machine =
          std::conditional_t<GENN_HAS_VFP, armv7em::eight_channels, armv81m::eight_channels>;
      depthwise_by_eights<machine>(n, x, w.data, bias, y, f);
      for_each_block<Tile::lanes, 4 / Tile::lanes>(n.channels & ~index_t{7}, n.channels, block);
    } else {
      for_each_block<Tile::lanes, Tile::vectors>(0, n.channels, block);
    }
  }
}

}  // namespace kernels::portable

GENN_NAMESPACE_END

#include <genn/undef.hpp>

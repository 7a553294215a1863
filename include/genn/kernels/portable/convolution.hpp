// SPDX-License-Identifier: BSL-1.0
// Convolutions of 1 and 2 dimensions by register tiles: whole windows several pixels at a time, the
// windows at the border clipped to the data.
#pragma once

#include <genn/kernels/portable/tile.hpp>
#include <genn/kernels/reference/convolution.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::portable {

/// Output positions [begin, end) of an axis whose windows lie on data as a whole.
struct whole_windows {
  index_t begin, end;
};
constexpr whole_windows inside(const window_axis& axis) {
  const index_t begin = axis.before > 0 ? (axis.before + axis.stride - 1) / axis.stride : 0;
  const index_t room = axis.in + axis.before - axis.dilation * (axis.kernel - 1) - 1;
  const index_t end = room < 0 ? 0 : room / axis.stride + 1;
  const index_t first = begin < axis.out ? begin : axis.out;
  const index_t last = end < axis.out ? end : axis.out;
  return {first, last < first ? first : last};
}

template <class Tile, class B, class F>
struct convolution_block {
  const window_sizes& n;
  const float* x;  // of the sample and group
  const f32::stored* w;
  B bias;
  float* y;
  F f;

  // Pixels [from, from + count) of output row `oh`, all with the same taps [first, last).
  template <index_t Lanes, index_t Vectors, index_t Pixels>
  GENN_ALWAYS_INLINE void run(index_t o, index_t oh, index_t from, index_t count, index_t first,
                              index_t last) const {
    const index_t top = n.height.first_tap(oh), bottom = n.height.last_tap(oh);
    const index_t c = n.group_channels();
    const bool joined = n.width.dilation == 1 && n.groups == 1;  // taps of a row lie side by side
    const tile_walk walk{bottom - top,
                         n.height.dilation * n.width.in * n.channels,
                         n.width.kernel * c,
                         joined ? 1 : last - first,
                         n.width.dilation * n.channels,
                         c,
                         joined ? (last - first) * c : c,
                         n.width.stride * n.channels,
                         n.features,
                         n.features};
    const index_t row = n.height.start(oh) + top * n.height.dilation;
    const index_t column = n.width.start(from) + first * n.width.dilation;
    run_pixels<Lanes, Vectors, Pixels>(walk, count, x + (row * n.width.in + column) * n.channels,
                                       w + (top * n.width.kernel + first) * c * n.features + o,
                                       bias, o, y + (oh * n.width.out + from) * n.features + o, f);
  }

  template <index_t Lanes, index_t Vectors>
  GENN_ALWAYS_INLINE void operator()(index_t o) const {
    const whole_windows whole = inside(n.width);
    for (index_t oh = 0; oh < n.height.out; ++oh) {
      for (index_t ow = 0; ow < whole.begin; ++ow)
        run<Lanes, Vectors, 1>(o, oh, ow, 1, n.width.first_tap(ow), n.width.last_tap(ow));
      run<Lanes, Vectors, Tile::pixels>(o, oh, whole.begin, whole.end - whole.begin, 0,
                                        n.width.kernel);
      for (index_t ow = whole.end; ow < n.width.out; ++ow)
        run<Lanes, Vectors, 1>(o, oh, ow, 1, n.width.first_tap(ow), n.width.last_tap(ow));
    }
  }
};

/// As the reference kernel, weights tap-major, depth 1. y must not overlap x.
template <class Tile, class B, class F>
GENN_ALWAYS_INLINE void convolution(const window_sizes& n, const float* x, flash_view<f32> w,
                                    B bias, float* y, F f) {
  const index_t sample_in = n.height.in * n.width.in * n.channels;
  const index_t sample_out = n.positions() * n.features;
  for (index_t sample = 0; sample < n.batch; ++sample)
    for (index_t group = 0; group < n.groups; ++group)
      for_each_block<Tile::lanes, Tile::vectors>(
          group * n.group_features(), (group + 1) * n.group_features(),
          convolution_block<Tile, B, F>{n, x + sample * sample_in + group * n.group_channels(),
                                        w.data, bias, y + sample * sample_out, f});
}

}  // namespace kernels::portable

GENN_NAMESPACE_END

#include <genn/undef.hpp>

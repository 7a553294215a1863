// SPDX-License-Identifier: BSL-1.0
// Depthwise convolutions of 1 and 2 dimensions for machines with vectors of floats: a tile of
// pixels of a row by a vector of channels. Each input is loaded once for all taps of its row.
#pragma once

#include <genn/kernels/reference/convolution.hpp>
#include <genn/kernels/vectors/blocks.hpp>
#include <genn/kernels/vectors/sums.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::vectors {

/// Sums of a tile over one row of its windows, column by column of the input.
template <class Width, index_t From, index_t Lanes, index_t Pixels>
struct depthwise_row {
  static constexpr window_axis axis = Width::value;
  vector<Lanes> (&sums)[Pixels];
  vector<Lanes> weights[axis.kernel];

  // The tap of pixel P that lies on input column Column of the tile, or -1.
  static constexpr index_t tap_on(index_t column, index_t pixel) {
    const index_t ahead = column - pixel * axis.stride;
    if (ahead < 0 || ahead % axis.dilation != 0) return -1;
    const index_t tap = ahead / axis.dilation;
    return tap < axis.kernel && sees(axis, From, pixel, tap) ? tap : -1;
  }
  static constexpr bool is_read(index_t column) {
    for (index_t p = 0; p < Pixels; ++p)
      if (tap_on(column, p) >= 0) return true;
    return false;
  }

  template <index_t Column>
  GENN_ALWAYS_INLINE void add_column(const float* x, index_t pitch) {
    if constexpr (is_read(Column)) {
      const vector<Lanes> input = load<Lanes>(x + Column * pitch);
      GENN_UNROLL
      for (index_t p = 0; p < Pixels; ++p)
        if (tap_on(Column, p) >= 0) sums[p] += input * weights[tap_on(Column, p)];
    }
  }
  template <index_t... Columns>
  GENN_ALWAYS_INLINE void add(const float* x, const f32::stored* w, index_t pitch,
                              std::integer_sequence<index_t, Columns...>) {
    GENN_UNROLL
    for (index_t k = 0; k < axis.kernel; ++k) weights[k] = load<Lanes>(w + k * pitch);
    (add_column<Columns>(x, pitch), ...);
  }
};

template <class Shape, index_t Pixels, class B, class F>
struct depthwise_rows {
  static constexpr window_sizes n = Shape::value;
  struct width {
    static constexpr window_axis value = n.width;
  };
  static constexpr index_t columns =
      (Pixels - 1) * n.width.stride + (n.width.kernel - 1) * n.width.dilation + 1;

  const float* x;
  const f32::stored* w;
  B bias;
  float* y;
  F f;

  template <index_t Lanes, index_t Vectors, index_t From>
  GENN_ALWAYS_INLINE void run(index_t o, index_t oh, index_t from) const {
    static_assert(Vectors == 1, "pixels are the sums that run at the same time");
    vector<Lanes> sums[Pixels];
    GENN_UNROLL
    for (index_t p = 0; p < Pixels; ++p) sums[p] = portable::load_bias<Lanes>(bias, o);
    const float* column = x + n.width.start(from) * n.channels + o;
    const index_t top = n.height.first_tap(oh), bottom = n.height.last_tap(oh);
    for (index_t h = top; h < bottom; ++h) {
      const index_t ih = n.height.start(oh) + h * n.height.dilation;
      depthwise_row<width, From, Lanes, Pixels> row{sums, {}};
      row.add(column + ih * n.width.in * n.channels, w + h * n.width.kernel * n.channels + o,
              n.channels, std::make_integer_sequence<index_t, columns>{});
    }
    float* to = y + (oh * n.width.out + from) * n.channels + o;
    GENN_UNROLL
    for (index_t p = 0; p < Pixels; ++p) store_end<Lanes>(to + p * n.channels, sums[p], f);
  }
};

/// As the reference kernel where every group is one channel in, one out; weights tap-major,
/// depth 1. y must not overlap x.
template <class Shape, class Tile, class B, class F>
GENN_ALWAYS_INLINE void depthwise(const float* x, flash_view<f32> w, B bias, float* y, F f) {
  constexpr window_sizes n = Shape::value;
  using rows = depthwise_rows<Shape, Tile::pixels, B, F>;
  for (index_t sample = 0; sample < n.batch; ++sample) {
    const rows all{x + sample * n.height.in * n.width.in * n.channels, w.data, bias,
                   y + sample * n.positions() * n.channels, f};
    for (index_t oh = 0; oh < n.height.out; ++oh)
      for_each_tile<typename rows::width, Tile::pixels>(
          tiles_of_row<Tile, rows>{all, 0, n.channels, oh});
  }
}

}  // namespace kernels::vectors

GENN_NAMESPACE_END

#include <genn/undef.hpp>

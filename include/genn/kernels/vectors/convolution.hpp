// SPDX-License-Identifier: BSL-1.0
// Convolutions of 1 and 2 dimensions for machines with vectors of floats: tiles of some pixels of a
// row by some vectors of outputs. Tiles at the border leave out the taps that lie on padding, each
// with its own code, so that they are as fast as the others.
#pragma once

#include <genn/kernels/reference/convolution.hpp>
#include <genn/kernels/vectors/blocks.hpp>
#include <genn/kernels/vectors/sums.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::vectors {

/// Weights that stay in the first cache while all pixels pass by.
inline constexpr index_t kept_weight_bytes = 20 * 1024;

/// The pixels of a tile that have tap Tap on data.
template <class Width, index_t From, index_t Tap>
struct pixels_on_data {
  static constexpr bool has(index_t p) { return sees(Width::value, From, p, Tap); }
};
template <class Width, index_t From, index_t Pixels>
constexpr bool any_sees(index_t tap) {
  for (index_t p = 0; p < Pixels; ++p)
    if (sees(Width::value, From, p, tap)) return true;
  return false;
}

/// Taps that all pixels of a tile have on data: from `first` until before `last`.
struct shared_taps {
  index_t first, last;
};
template <class Width, index_t From, index_t Pixels>
constexpr shared_taps shared_by_all() {
  shared_taps taps{0, Width::value.kernel};
  for (index_t p = 0; p < Pixels; ++p) {
    while (taps.first < taps.last && !sees(Width::value, From, p, taps.first)) ++taps.first;
    while (taps.first < taps.last && !sees(Width::value, From, p, taps.last - 1)) --taps.last;
  }
  return taps;
}

template <class Shape, index_t Pixels, class B, class F>
struct convolution_rows {
  static constexpr window_sizes n = Shape::value;
  static constexpr index_t channels = n.group_channels();
  // Taps of a row lie side by side.
  static constexpr bool joined = n.width.dilation == 1 && n.groups == 1;
  // Constants are.
  static constexpr bool aligned = n.features % 4 == 0 && n.group_features() % 4 == 0;
  struct width {
    static constexpr window_axis value = n.width;
  };

  const float* x;  // of the sample and group
  const f32::stored* w;
  B bias;
  float* y;
  F f;
  window_axis height;  // of all rows, or of some

  template <class Sums, index_t From, index_t Tap>
  static GENN_ALWAYS_INLINE void add_tap(Sums& sums, const float* row, const f32::stored* weight) {
    if constexpr (any_sees<width, From, Pixels>(Tap))
      sums.template add<pixels_on_data<width, From, Tap>, aligned>(
          row + Tap * n.width.dilation * n.channels, n.width.stride * n.channels,
          weight + Tap * channels * n.features, n.features, channels);
  }
  template <index_t From, index_t First, class Sums, index_t... Taps>
  static GENN_ALWAYS_INLINE void add_taps(Sums& sums, [[maybe_unused]] const float* row,
                                          [[maybe_unused]] const f32::stored* weight,
                                          std::integer_sequence<index_t, Taps...>) {
    (add_tap<Sums, From, First + Taps>(sums, row, weight), ...);
  }
  /// The taps of one row of the window. Those that all pixels share are a loop where kernels are
  /// wide, which would take too much code for each tap of each tile at the border.
  template <index_t From, class Sums>
  static GENN_ALWAYS_INLINE void add_row(Sums& sums, const float* row, const f32::stored* weight) {
    constexpr index_t few_taps = 3;
    constexpr bool whole = From == on_data && joined;
    constexpr shared_taps shared = whole || n.width.kernel > few_taps
                                       ? shared_by_all<width, From, Pixels>()
                                       : shared_taps{0, 0};
    constexpr index_t pitch = n.width.stride * n.channels;
    add_taps<From, 0>(sums, row, weight, std::make_integer_sequence<index_t, shared.first>{});
    if constexpr (joined && shared.first < shared.last)
      sums.template add<all_pixels, aligned>(row + shared.first * channels, pitch,
                                             weight + shared.first * channels * n.features,
                                             n.features, (shared.last - shared.first) * channels);
    else
      for (index_t tap = shared.first; tap < shared.last; ++tap)
        sums.template add<all_pixels, aligned>(row + tap * n.width.dilation * n.channels, pitch,
                                               weight + tap * channels * n.features, n.features,
                                               channels);
    add_taps<From, shared.last>(
        sums, row, weight, std::make_integer_sequence<index_t, n.width.kernel - shared.last>{});
  }

  /// Outputs from o on of the tile at `from` of output row `oh`.
  template <index_t Lanes, index_t Vectors, index_t From>
  GENN_ALWAYS_INLINE void run(index_t o, index_t oh, index_t from) const {
    tile_sums<Lanes, Vectors, Pixels> sums;
    sums.begin(bias, o);
    const index_t top = height.first_tap(oh), bottom = height.last_tap(oh);
    const float* column = x + n.width.start(from) * n.channels;
    for (index_t h = top; h < bottom; ++h) {
      const index_t ih = height.start(oh) + h * height.dilation;
      const float* row = column + ih * n.width.in * n.channels;
      const f32::stored* weight = w + h * n.width.kernel * channels * n.features + o;
      add_row<From>(sums, row, weight);
    }
    sums.end(y + (oh * n.width.out + from) * n.features + o, n.features, f);
  }
};

/// As the reference kernel, weights tap-major, depth 1. y must not overlap x. `rows`: the sizes of
/// Shape, or of some of its rows.
template <class Shape, class Tile, class B, class F>
GENN_ALWAYS_INLINE void convolution(const float* x, flash_view<f32> w, B bias, float* y, F f,
                                    const window_sizes& rows = Shape::value) {
  constexpr window_sizes n = Shape::value;
  using tiles = convolution_rows<Shape, Tile::pixels, B, F>;
  constexpr bool keeps_weights =
      n.taps() * n.group_features() * index_t{sizeof(float)} <= kept_weight_bytes;
  for (index_t sample = 0; sample < rows.batch; ++sample)
    for (index_t group = 0; group < n.groups; ++group) {
      const tiles all{
          x + sample * rows.height.in * n.width.in * n.channels + group * n.group_channels(),
          w.data,
          bias,
          y + sample * rows.positions() * n.features,
          f,
          rows.height};
      const index_t first = group * n.group_features(), last = first + n.group_features();
      if constexpr (keeps_weights)
        for (index_t oh = 0; oh < rows.height.out; ++oh)
          for_each_tile<typename tiles::width, Tile::pixels>(
              tiles_of_row<Tile, tiles>{all, first, last, oh});
      else
        portable::for_each_block<Tile::lanes, Tile::vectors>(
            first, last, rows_of_block<tiles, Tile::pixels>{all});
    }
}

}  // namespace kernels::vectors

GENN_NAMESPACE_END

#include <genn/undef.hpp>

// SPDX-License-Identifier: BSL-1.0
// The register tile under every linear layer and convolution: some pixels by some outputs, summed
// in registers over all taps. Each input is broadcast, each weight vector loaded once for all
// pixels, so the loop vectorises over outputs and no sum is ever reordered across lanes.
#pragma once

#include <genn/kernels/armv7em/float_pixels.hpp>
#include <genn/kernels/armv81m/float_pixels.hpp>
#include <genn/kernels/portable/tile_walk.hpp>
#include <genn/kernels/portable/vector.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::portable {

/// Extent of a tile: `Pixels` positions by `Vectors` vectors of `Lanes` outputs.
template <index_t Lanes, index_t Vectors, index_t Pixels>
struct tile {
  static constexpr index_t lanes = Lanes, vectors = Vectors, pixels = Pixels;
};

template <index_t Lanes, index_t Vectors, index_t Pixels, class B, class F>
GENN_ALWAYS_INLINE void run_tile(const tile_walk& s, const float* x, const f32::stored* w, B bias,
                                 index_t o, float* y, F f) {
  vector<Lanes> sum[Pixels][Vectors];
  GENN_UNROLL
  for (index_t p = 0; p < Pixels; ++p) GENN_UNROLL
  for (index_t v = 0; v < Vectors; ++v) sum[p][v] = load_bias<Lanes>(bias, o + v * Lanes);
  for (index_t row = 0; row < s.rows; ++row)
    for (index_t column = 0; column < s.columns; ++column) {
      const float* input = x + row * s.row_pitch + column * s.column_pitch;
      const f32::stored* weight = w + (row * s.row_taps + column * s.column_taps) * s.weight_pitch;
      for (index_t k = 0; k < s.length; ++k, weight += s.weight_pitch) {
        vector<Lanes> q[Vectors];
        GENN_UNROLL
        for (index_t v = 0; v < Vectors; ++v) q[v] = load<Lanes>(weight + v * Lanes);
        GENN_UNROLL
        for (index_t p = 0; p < Pixels; ++p) {
          const vector<Lanes> broadcast = input[p * s.pixel_pitch + k] - vector<Lanes>{};
          GENN_UNROLL
          for (index_t v = 0; v < Vectors; ++v) sum[p][v] += broadcast * q[v];
        }
      }
    }
  GENN_UNROLL
  for (index_t p = 0; p < Pixels; ++p) GENN_UNROLL
  for (index_t v = 0; v < Vectors; ++v)
    store_through<Lanes>(y + p * s.out_pitch + v * Lanes, sum[p][v], f);
}

/// Tiles over `count` pixels in a row: full tiles, then halves for what is left.
template <index_t Lanes, index_t Vectors, index_t Pixels, class B, class F>
GENN_ALWAYS_INLINE void run_pixels(const tile_walk& s, index_t count, const float* x,
                                   const f32::stored* w, B bias, index_t o, float* y, F f) {
  if constexpr (GENN_HAS_VFP && Lanes == 1 && Vectors == armv7em::floats_at_once)
    return armv7em::run_pixels(s, count, x, w, bias, o, y, f);
  if constexpr (GENN_HAS_MVE_FLOAT && Lanes == 4 && Vectors == 2)
    return armv81m::run_pixels(s, count, x, w, bias, o, y, f);
  index_t done = 0;
  for (; done + Pixels <= count; done += Pixels)
    run_tile<Lanes, Vectors, Pixels>(s, x + done * s.pixel_pitch, w, bias, o,
                                     y + done * s.out_pitch, f);
  if constexpr (Pixels > 1)
    if (done < count)
      run_pixels<Lanes, Vectors, Pixels / 2>(s, count - done, x + done * s.pixel_pitch, w, bias, o,
                                             y + done * s.out_pitch, f);
}

/// Calls visit.template operator()<Lanes, Vectors>(o) for blocks that cover [o, end): widest first.
template <index_t Lanes, index_t Vectors, class Visit>
GENN_ALWAYS_INLINE void for_each_block(index_t o, index_t end, Visit visit) {
  for (; o + Lanes * Vectors <= end; o += Lanes * Vectors)
    visit.template operator()<Lanes, Vectors>(o);
  if (o == end) return;
  if constexpr (Vectors > 1)
    for_each_block<Lanes, Vectors / 2>(o, end, visit);
  else if constexpr (Lanes > 1)
    for_each_block<Lanes / 2, 1>(o, end, visit);
}

}  // namespace kernels::portable

GENN_NAMESPACE_END

#include <genn/undef.hpp>

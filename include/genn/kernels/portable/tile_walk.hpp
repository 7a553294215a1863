// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <genn/shape/shape.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::portable {

/// How a tile walks over inputs and weights: `rows` x `columns` runs of `length` contiguous inputs.
/// Pitches are in elements; weights are tap-major, `weight_pitch` outputs a tap.
struct tile_walk {
  index_t rows, row_pitch, row_taps;
  index_t columns, column_pitch, column_taps;
  index_t length;
  index_t pixel_pitch;
  index_t weight_pitch;
  index_t out_pitch;
};

/// The same in bytes, gaps from the end of what was walked over. Where all of a window is padding,
/// one run of nothing.
struct byte_walk {
  index_t columns, column_x, column_w;
  index_t rows, row_x, row_w;
};
constexpr bool walks(const tile_walk& s) { return s.rows > 0 && s.columns > 0 && s.length > 0; }
constexpr byte_walk in_bytes(const tile_walk& s) {
  constexpr index_t size = sizeof(float);
  return {walks(s) ? s.columns : 1,
          (s.column_pitch - s.length) * size,
          (s.column_taps - s.length) * s.weight_pitch * size,
          walks(s) ? s.rows : 1,
          (s.row_pitch - s.columns * s.column_pitch) * size,
          (s.row_taps - s.columns * s.column_taps) * s.weight_pitch * size};
}

}  // namespace kernels::portable

GENN_NAMESPACE_END

#include <genn/undef.hpp>

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

}  // namespace kernels::portable

GENN_NAMESPACE_END

#include <genn/undef.hpp>

// SPDX-License-Identifier: BSL-1.0
// How the work on a depthwise convolution is cut where the compiler knows the windows.
#pragma once

#include <genn/kernels/dots/pairs.hpp>
#include <genn/kernels/rows.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::dots {

#if GENN_INTEGER_BYTES > 0

/// How a depthwise convolution is cut: blocks of sixteen channels, two taps of a row a step.
template <class Shape, class X, class F>
struct depthwise_cut {
  static constexpr window_sizes shape = Shape::value;
  static constexpr index_t at_once = 16;
  static constexpr index_t blocks = (shape.channels + at_once - 1) / at_once;
  static constexpr index_t channels = blocks * at_once;  // of a column that is kept
  static constexpr index_t rows = shape.height.kernel, taps = shape.width.kernel;
  static constexpr index_t steps_of_row = (taps + 1) / 2, beginnings = 1, rows_beside = 1;
  static constexpr index_t columns_of_step = 2 * shape.width.dilation;
  using panel_type = panel<pairs, F, pairs::vectors, rows * steps_of_row>;

  /// The tap of a step that lies on a side of a pair; -1: none.
  static constexpr index_t tap_at(index_t, index_t row, index_t step, index_t side) {
    const index_t tap = 2 * step + side;
    return tap < taps ? row * taps + tap : -1;
  }

  // An odd last tap has a neighbour that is multiplied by zero.
  static constexpr index_t columns = columns_under(shape.width, shape.width.out);
  static constexpr index_t copied_columns = columns + shape.width.dilation;
  static constexpr index_t kept_bytes = rows * columns * channels * 4;
  static constexpr index_t panel_bytes = blocks * index_t{sizeof(panel_type)};
  static constexpr index_t most_bytes = 64 * 1024;

  /// Columns that are summed at once: those that leave the fewest at the end of a row.
  static constexpr index_t best_tile() {
    constexpr index_t most = 12 / pairs::vectors;
    index_t best = most;
    for (index_t fewer = most - 1; fewer > most / 2; --fewer)
      if (shape.width.out % fewer < shape.width.out % best) best = fewer;
    return best < shape.width.out ? best : shape.width.out;
  }
  static constexpr index_t tile = best_tile();
  static constexpr bool fits =
      kept_bytes + panel_bytes + copied_columns * channels * index_t{sizeof(X)} <= most_bytes;
};

#endif

}  // namespace kernels::dots

GENN_NAMESPACE_END

#include <genn/undef.hpp>

// SPDX-License-Identifier: BSL-1.0
// How a depthwise convolution is cut whose input rows are put beside each other by two.
#pragma once

#include <genn/kernels/dots/depthwise_cut.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::dots {

#if GENN_INTEGER_BYTES > 0

/// Pairs are the rows 2j and 2j + 1 from the first one of the first window on; windows begin at
/// number 0 of a pair, or at 1.
template <class Shape, class X, class F>
struct row_pairs_cut {
  using by_rows = depthwise_cut<Shape, X, F>;
  static constexpr window_sizes shape = Shape::value;
  static constexpr index_t at_once = by_rows::at_once, blocks = by_rows::blocks;
  static constexpr index_t channels = by_rows::channels, columns = by_rows::columns;
  static constexpr index_t tile = by_rows::tile;
  static constexpr index_t rows_beside = 2;
  static constexpr index_t beginnings = shape.height.stride % 2 == 0 ? 1 : 2;
  static constexpr index_t rows = (shape.height.kernel + beginnings) / 2;
  static constexpr index_t steps_of_row = shape.width.kernel;
  static constexpr index_t columns_of_step = shape.width.dilation;
  using panel_type = panel<pairs, F, pairs::vectors, rows * steps_of_row>;

  static constexpr index_t tap_at(index_t begin, index_t row, index_t step, index_t side) {
    const index_t h = 2 * row + side - begin;
    return h < 0 || h >= shape.height.kernel ? -1 : h * steps_of_row + step;
  }

  /// Elements of an input row that is copied, for its channels are no whole blocks.
  static constexpr index_t copied = channels == shape.channels ? 0 : shape.width.in * channels;
  static constexpr index_t bytes = rows * columns * channels * 4 +
                                   beginnings * blocks * index_t{sizeof(panel_type)} +
                                   (2 * copied + shape.width.in * channels) * index_t{sizeof(X)};
  /// One row has nothing to be paired with.
  static constexpr bool fits = shape.height.kernel > 1 && shape.height.dilation == 1 &&
                               shape.width.before < columns&& bytes <= by_rows::most_bytes;
};

#endif

}  // namespace kernels::dots

GENN_NAMESPACE_END

#include <genn/undef.hpp>

// SPDX-License-Identifier: BSL-1.0
// Depthwise convolutions of integers whose windows are known to the compiler: sixteen channels of
// some columns at a time, from input rows that are kept with two taps beside each other.
#pragma once

#include <genn/kernels/dots/taps_beside.hpp>
#include <genn/shape/window.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::dots {

#if GENN_INTEGER_BYTES > 0

/// Sixteen channels of a kept column.
using sixteen_pairs = words<pairs::lanes>[pairs::vectors];

/// `Cuts` says which taps lie beside each other, and how often a window's weights are put: one time
/// for each place where it may begin.
template <class Cuts, class W, class B, class Y, class F>
class depthwise_panels {
  using panel_type = typename Cuts::panel_type;
  static constexpr index_t lanes = pairs::lanes, vectors = pairs::vectors;
  static constexpr index_t channels = Cuts::shape.channels, steps = Cuts::steps_of_row;
  static constexpr window_axis width = Cuts::shape.width;

  panel_type panels_[std::size_t(Cuts::beginnings)][std::size_t(Cuts::blocks)];
  const F& f_;

 public:
  GENN_ALWAYS_INLINE depthwise_panels(const W* w, B bias, const F& f) : f_(f) {
    for (index_t begin = 0; begin < Cuts::beginnings; ++begin)
      for (index_t block = 0; block < Cuts::blocks; ++block)
        put_weights(panels_[begin][block], w, bias, begin, block);
  }

  /// Results of `columns` columns, all channels, from the kept rows under them.
  GENN_ALWAYS_INLINE void multiply(index_t begin, const sixteen_pairs* const* rows, index_t columns,
                                   Y* y) const {
    for (index_t block = 0; block < Cuts::blocks; ++block) {
      const panel_type& p = panels_[begin][block];
      index_t column = 0;
      for (; column + Cuts::tile <= columns; column += Cuts::tile)
        tile<Cuts::tile>(p, rows, block, column, y);
      for (; column < columns; ++column) tile<1>(p, rows, block, column, y);
    }
  }

 private:
  static constexpr index_t channels_of(index_t block) {
    const index_t left = channels - block * Cuts::at_once;
    return left < Cuts::at_once ? left : Cuts::at_once;
  }

  GENN_ALWAYS_INLINE void put_weights(panel_type& p, const W* w, B bias, index_t begin,
                                      index_t block) const {
    const index_t first = block * Cuts::at_once, count = channels_of(block);
    static constexpr W zeros[std::size_t(Cuts::at_once)] = {};
    W two[2][std::size_t(Cuts::at_once)] = {};
    for (index_t row = 0; row < Cuts::rows; ++row)
      for (index_t step = 0; step < steps; ++step) {
        const W* from[2];
        for (index_t side = 0; side < 2; ++side) {
          const index_t tap = Cuts::tap_at(begin, row, step, side);
          from[side] = tap >= 0 ? w + tap * channels + first : zeros;
          if (count == Cuts::at_once || tap < 0) continue;
          for (index_t c = 0; c < count; ++c) two[side][c] = from[side][c];
          from[side] = two[side];
        }
        put_beside(from[0], from[1], p.weights[row * steps + step]);
      }
    p.put_ends(bias, f_, first, count);
  }

  template <index_t Columns>
  GENN_ALWAYS_INLINE void tile(const panel_type& known, const sixteen_pairs* const* rows,
                               index_t block, index_t column, Y* y) const {
    // Compilers would load all weights in front of the loop over tiles, and keep them in memory.
    const panel_type& p = loaded_late(known);
    sixteen_pairs sums[Columns];
    GENN_UNROLL
    for (index_t i = 0; i < Columns; ++i) GENN_UNROLL
    for (index_t v = 0; v < vectors; ++v) sums[i][v] = p.bias[v];
    for (index_t row = 0; row < Cuts::rows; ++row) {
      const sixteen_pairs* const from =
          &loaded_late(rows[row][column * width.stride * Cuts::blocks + block]);
      GENN_UNROLL
      for (index_t step = 0; step < steps; ++step) {
        const sixteen_pairs& weights = p.weights[row * steps + step];
        GENN_UNROLL
        for (index_t i = 0; i < Columns; ++i) {
          const sixteen_pairs& taps =
              from[(i * width.stride + step * Cuts::columns_of_step) * Cuts::blocks];
          GENN_UNROLL
          for (index_t v = 0; v < vectors; ++v)
            sums[i][v] = plus_sums_of_two<lanes>(sums[i][v], taps + v, weights[v]);
        }
      }
    }
    store_results(y + column * channels + block * Cuts::at_once, channels, sums, p, Columns,
                  channels_of(block), f_);
  }
};

#endif

}  // namespace kernels::dots

GENN_NAMESPACE_END

#include <genn/undef.hpp>

// SPDX-License-Identifier: BSL-1.0
// Depthwise convolutions of integers whose windows are known to the compiler: sixteen channels of
// some columns at a time. An input row is copied once, each column beside the one that the next tap
// reads, so that two taps are multiplied and added at a time. Rows are kept until no window reads
// them: the result may take the operand's place.
#pragma once

#include <genn/kernels/dots/depthwise_cut.hpp>
#include <genn/kernels/dots/taps_beside.hpp>
#include <genn/kernels/portable/copy_run.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::dots {

#if GENN_INTEGER_BYTES > 0

template <class Shape, class X, class W, class B, class Y, class F>
class depthwise_by_rows {
  using cuts = depthwise_cut<Shape, X, F>;
  using panel_type = typename cuts::panel_type;
  static constexpr index_t lanes = pairs::lanes, vectors = pairs::vectors;
  static constexpr index_t channels = cuts::shape.channels;
  static constexpr window_axis width = cuts::shape.width, height = cuts::shape.height;
  using sixteen = words<lanes>[vectors];

 public:
  const window_sizes& n;
  const X* x;
  const W* w;
  B bias;
  Y* y;
  const F& f;
  X padding;

  GENN_ALWAYS_INLINE void run() {
    panel_type panels[std::size_t(cuts::blocks)];
    for (index_t block = 0; block < cuts::blocks; ++block) put_weights(panels[block], block);
    sixteen kept[std::size_t(cuts::rows)][std::size_t(cuts::columns * cuts::blocks)];
    for (index_t sample = 0; sample < n.batch; ++sample) {
      index_t next = n.height.start(0);  // the first row that is not kept
      for (index_t oh = 0; oh < n.height.out; ++oh) {
        const index_t start = n.height.start(oh);
        const sixteen* rows[std::size_t(cuts::rows)];
        for (index_t h = 0; h < cuts::rows; ++h) {
          const index_t ih = start + h * height.dilation;
          sixteen* const row = kept[place_of(oh, h)];
          if (height.dilation > 1 || ih >= next) put_row(ih, row);
          rows[h] = row;
        }
        next = start + cuts::rows;
        for (index_t block = 0; block < cuts::blocks; ++block)
          row_of_block(panels[block], rows, block);
        y += n.width.out * channels;
      }
      x += n.height.in * n.width.in * channels;
    }
  }

 private:
  /// Where row `h` of output row `oh` is kept: a row that several windows read has one place.
  static constexpr index_t place_of(index_t oh, index_t h) {
    return height.dilation > 1 ? h : (oh * height.stride + h) % cuts::rows;
  }
  static constexpr index_t channels_of(index_t block) {
    const index_t left = channels - block * cuts::at_once;
    return left < cuts::at_once ? left : cuts::at_once;
  }

  GENN_ALWAYS_INLINE void put_weights(panel_type& p, index_t block) const {
    const index_t first = block * cuts::at_once, count = channels_of(block);
    static constexpr W zeros[std::size_t(cuts::at_once)] = {};
    W two[2][std::size_t(cuts::at_once)] = {};
    for (index_t h = 0; h < cuts::rows; ++h)
      for (index_t step = 0; step < cuts::steps_of_row; ++step) {
        const W* from[2];
        for (index_t side = 0; side < 2; ++side) {
          const index_t tap = 2 * step + side;
          from[side] = tap < cuts::taps ? w + (h * cuts::taps + tap) * channels + first : zeros;
          if (count == cuts::at_once || tap >= cuts::taps) continue;
          for (index_t c = 0; c < count; ++c) two[side][c] = from[side][c];
          from[side] = two[side];
        }
        put_beside(from[0], from[1], p.weights[h * cuts::steps_of_row + step]);
      }
    p.put_ends(bias, f, first, count);
  }

  /// Input row `ih` with its padding.
  GENN_ALWAYS_INLINE void put_row(index_t ih, sixteen* to) const {
    X row[std::size_t(cuts::copied_columns * cuts::channels)];
    const index_t columns = columns_under(n.width, n.width.out);
    // Channels that fill a block up are multiplied by zero, but have to be there.
    if constexpr (channels < cuts::channels)
      portable::fill_run(row, X{}, cuts::copied_columns * cuts::channels);
    copy_row(ih, columns + width.dilation, row);
    const X* from = row;
    for (index_t i = columns * cuts::blocks; i > 0; --i, ++to, from += cuts::at_once)
      put_beside(from, from + width.dilation * cuts::channels, *to);
  }
  GENN_ALWAYS_INLINE void copy_row(index_t ih, index_t columns, X* to) const {
    const auto fill = [&](index_t count) GENN_INLINED {
      portable::fill_run(to, padding, count * cuts::channels);
      to += count * cuts::channels;
    };
    if (ih < 0 || ih >= n.height.in) return fill(columns);
    const index_t iw = n.width.start(0);
    const index_t before = iw >= 0 ? 0 : -iw < columns ? -iw : columns;
    const index_t room = n.width.in - iw < columns ? n.width.in - iw : columns;
    const index_t end = room < before ? before : room;
    const X* from = x + (ih * n.width.in + iw + before) * channels;
    fill(before);
    if constexpr (channels == cuts::channels) {
      portable::copy_run(to, from, (end - before) * channels);
      to += (end - before) * channels;
    } else {
      for (index_t i = before; i < end; ++i, from += channels, to += cuts::channels)
        portable::copy_run(to, from, channels);
    }
    fill(columns - end);
  }

  GENN_ALWAYS_INLINE void row_of_block(const panel_type& p, const sixteen* const* rows,
                                       index_t block) const {
    index_t column = 0;
    for (; column + cuts::tile <= n.width.out; column += cuts::tile)
      tile<cuts::tile>(p, rows, block, column);
    for (; column < n.width.out; ++column) tile<1>(p, rows, block, column);
  }

  template <index_t Columns>
  GENN_ALWAYS_INLINE void tile(const panel_type& known, const sixteen* const* rows, index_t block,
                               index_t column) const {
    // Compilers would load all weights in front of the loop over tiles, and keep them in memory.
    const panel_type& p = loaded_late(known);
    sixteen sums[Columns];
    GENN_UNROLL
    for (index_t i = 0; i < Columns; ++i) GENN_UNROLL
    for (index_t v = 0; v < vectors; ++v) sums[i][v] = p.bias[v];
    for (index_t h = 0; h < cuts::rows; ++h) {
      const sixteen* const from =
          &loaded_late(rows[h][column * width.stride * cuts::blocks + block]);
      GENN_UNROLL
      for (index_t step = 0; step < cuts::steps_of_row; ++step) {
        const sixteen& weights = p.weights[h * cuts::steps_of_row + step];
        GENN_UNROLL
        for (index_t i = 0; i < Columns; ++i) {
          const sixteen& taps = from[(i * width.stride + 2 * step * width.dilation) * cuts::blocks];
          GENN_UNROLL
          for (index_t v = 0; v < vectors; ++v)
            sums[i][v] = plus_sums_of_two<lanes>(sums[i][v], taps + v, weights[v]);
        }
      }
    }
    store_results(y + column * channels + block * cuts::at_once, channels, sums, p, Columns,
                  channels_of(block), f);
  }
};

#endif

}  // namespace kernels::dots

GENN_NAMESPACE_END

#include <genn/undef.hpp>

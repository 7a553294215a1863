// SPDX-License-Identifier: BSL-1.0
// Depthwise convolutions of integers whose windows are known to the compiler: sixteen channels of
// some columns at a time. An input row is copied once, each column beside the one that the next tap
// reads, so that two taps are multiplied and added at a time. Rows are kept until no window reads
// them: the result may take the operand's place.
#pragma once

#include <genn/kernels/dots/pairs.hpp>
#include <genn/kernels/portable/copy_run.hpp>
#include <genn/kernels/rows.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::dots {

#if GENN_INTEGER_BYTES > 0

/// Sixteen elements of one tap beside those of the next.
GENN_ALWAYS_INLINE void put_beside(const std::int16_t* a, const std::int16_t* b,
                                   words<pairs::lanes>* to) {
  auto* at = reinterpret_cast<std::int32_t*>(to);
  GENN_UNROLL
  for (index_t i = 0; i < 2; ++i, at += 8) {
    const halves<8> x = load<std::int16_t, 8>(a + 8 * i), y = load<std::int16_t, 8>(b + 8 * i);
    store<std::int16_t, 8>(at, GENN_SHUFFLE(halves<8>, x, y, 0, 8, 1, 9, 2, 10, 3, 11));
    store<std::int16_t, 8>(at + 4, GENN_SHUFFLE(halves<8>, x, y, 4, 12, 5, 13, 6, 14, 7, 15));
  }
}
GENN_ALWAYS_INLINE void put_beside(const std::int8_t* a, const std::int8_t* b,
                                   words<pairs::lanes>* to) {
  const bytes x = load<std::int8_t, 16>(a), y = load<std::int8_t, 16>(b);
  const bytes parts[2] = {
      GENN_SHUFFLE(bytes, x, y, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23),
      GENN_SHUFFLE(bytes, x, y, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31)};
  GENN_UNROLL
  for (index_t i = 0; i < 2; ++i)
#  if GENN_INTEGER_BYTES > 16
    to[i] = (words<8>)widened(parts[i]);
#  else
  {
    to[2 * i] = (words<4>)first_widened(parts[i]);
    to[2 * i + 1] = (words<4>)last_widened(parts[i]);
  }
#  endif
}

/// How a depthwise convolution is cut: blocks of sixteen channels, two taps of a row a step.
template <class Shape, class X, class F>
struct depthwise_cut {
  static constexpr window_sizes shape = Shape::value;
  static constexpr index_t at_once = 16;
  static constexpr index_t blocks = (shape.channels + at_once - 1) / at_once;
  static constexpr index_t channels = blocks * at_once;  // of a column that is kept
  static constexpr index_t rows = shape.height.kernel, taps = shape.width.kernel;
  static constexpr index_t steps_of_row = (taps + 1) / 2;
  using panel_type = panel<pairs, F, pairs::vectors, rows * steps_of_row>;
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

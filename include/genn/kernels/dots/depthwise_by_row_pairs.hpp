// SPDX-License-Identifier: BSL-1.0
// Depthwise convolutions of integers whose windows are known to the compiler: input rows are put
// beside each other by two, once, so that two taps of a column are multiplied and added at a time.
// Pairs are kept until no window reads them: the result may take the operand's place.
#pragma once

#include <genn/kernels/dots/depthwise_panels.hpp>
#include <genn/kernels/dots/row_pairs_cut.hpp>
#include <genn/kernels/portable/copy_run.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::dots {

#if GENN_INTEGER_BYTES > 0

template <class Shape, class X, class W, class B, class Y, class F>
class depthwise_by_row_pairs {
  using cuts = row_pairs_cut<Shape, X, F>;
  static constexpr index_t channels = cuts::shape.channels, stride = cuts::shape.height.stride;
  static constexpr window_axis width = cuts::shape.width;

 public:
  const window_sizes& n;
  const X* x;
  const W* w;
  B bias;
  Y* y;
  const F& f;
  X padding;

  GENN_ALWAYS_INLINE void run() {
    const depthwise_panels<cuts, W, B, Y, F> panels(w, bias, f);
    X outside[std::size_t(width.in * cuts::channels)];
    portable::fill_run(outside, padding, width.in * cuts::channels);
    // Columns of padding stay as they are.
    sixteen_pairs kept[std::size_t(cuts::rows)][std::size_t(cuts::columns * cuts::blocks)];
    for (index_t column = 0; column < cuts::columns; ++column)
      if (column < width.before || column >= width.before + width.in)
        for (sixteen_pairs(&row)[cuts::columns * cuts::blocks] : kept)
          for (index_t block = 0; block < cuts::blocks; ++block)
            put_beside(outside, outside, row[column * cuts::blocks + block]);
    for (index_t sample = 0; sample < n.batch; ++sample) {
      index_t next = 0;  // the first pair that is not kept
      for (index_t oh = 0; oh < n.height.out; ++oh) {
        const index_t start = oh * stride;
        const sixteen_pairs* rows[std::size_t(cuts::rows)];
        for (index_t i = 0; i < cuts::rows; ++i) {
          const index_t pair = start / 2 + i;
          sixteen_pairs* const row = kept[pair % cuts::rows];
          if (pair >= next) put_pair(pair, outside, row);
          rows[i] = row;
        }
        next = start / 2 + cuts::rows;
        panels.multiply(start % cuts::beginnings, rows, n.width.out, y);
        y += n.width.out * channels;
      }
      x += n.height.in * n.width.in * channels;
    }
  }

 private:
  /// Input rows 2 * pair and 2 * pair + 1 of those that windows see.
  GENN_ALWAYS_INLINE void put_pair(index_t pair, const X* outside, sixteen_pairs* to) const {
    const index_t ih = n.height.start(0) + 2 * pair;
    X copies[2][std::size_t(cuts::copied > 0 ? cuts::copied : 1)];
    const X* upper = row_at(ih, outside, copies[0]);
    const X* lower = row_at(ih + 1, outside, copies[1]);
    const index_t before = n.width.before, room = cuts::columns - before;
    to += before * cuts::blocks;
    for (index_t i = (n.width.in < room ? n.width.in : room) * cuts::blocks; i > 0; --i, ++to) {
      put_beside(upper, lower, *to);
      upper += cuts::at_once;
      lower += cuts::at_once;
    }
  }

  /// In whole blocks of channels.
  GENN_ALWAYS_INLINE const X* row_at(index_t ih, const X* outside, X* copy) const {
    if (ih < 0 || ih >= n.height.in) return outside;
    const X* from = x + ih * n.width.in * channels;
    if constexpr (cuts::copied == 0) return from;
    // Channels that fill a block up are multiplied by zero, but have to be there.
    portable::fill_run(copy, X{}, cuts::copied);
    X* to = copy;
    for (index_t i = 0; i < n.width.in; ++i, from += channels, to += cuts::channels)
      portable::copy_run(to, from, channels);
    return copy;
  }
};

#endif

}  // namespace kernels::dots

GENN_NAMESPACE_END

#include <genn/undef.hpp>

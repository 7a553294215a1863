// SPDX-License-Identifier: BSL-1.0
// Depthwise convolutions of integers whose windows are known to the compiler: input rows are put
// beside each other by two, once, so that two taps of a column are multiplied and added at a time.
#pragma once

#include <genn/kernels/dots/depthwise_walk.hpp>
#include <genn/kernels/dots/row_pairs_cut.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::dots {

#if GENN_INTEGER_BYTES > 0

template <class Shape, class X, class W, class B, class Y, class F>
class depthwise_by_row_pairs {
  using cuts = row_pairs_cut<Shape, X, F>;
  static constexpr index_t channels = cuts::shape.channels;
  static constexpr window_axis width = cuts::shape.width;

 public:
  depthwise_operands<X, W, B, Y, F> of;

  GENN_ALWAYS_INLINE void run() {
    X outside[std::size_t(width.in * cuts::channels)];
    portable::fill_run(outside, of.padding, width.in * cuts::channels);
    // Columns of padding stay as they are.
    kept_rows<cuts> kept;
    for (index_t column = 0; column < cuts::columns; ++column)
      if (column < width.before || column >= width.before + width.in)
        for (auto& row : kept.at)
          for (index_t block = 0; block < cuts::blocks; ++block)
            put_beside(outside, outside, row[column * cuts::blocks + block]);
    walk_rows(of, kept, [&](index_t number, sixteen_pairs* to) GENN_INLINED {
      put_pair(number, outside, to);
    });
  }

 private:
  /// Input rows 2 * pair and 2 * pair + 1 of those that windows see.
  GENN_ALWAYS_INLINE void put_pair(index_t pair, const X* outside, sixteen_pairs* to) const {
    const index_t ih = of.n.height.start(0) + 2 * pair;
    X copies[2][std::size_t(cuts::copied > 0 ? cuts::copied : 1)];
    const X* upper = row_at(ih, outside, copies[0]);
    const X* lower = row_at(ih + 1, outside, copies[1]);
    const index_t before = of.n.width.before, room = cuts::columns - before;
    to += before * cuts::blocks;
    for (index_t i = (of.n.width.in < room ? of.n.width.in : room) * cuts::blocks; i > 0;
         --i, ++to) {
      put_beside(upper, lower, *to);
      upper += cuts::at_once;
      lower += cuts::at_once;
    }
  }

  /// In whole blocks of channels.
  GENN_ALWAYS_INLINE const X* row_at(index_t ih, const X* outside, X* copy) const {
    if (ih < 0 || ih >= of.n.height.in) return outside;
    const X* from = of.x + ih * of.n.width.in * channels;
    if constexpr (cuts::copied == 0) return from;
    // Channels that fill a block up are multiplied by zero, but have to be there.
    portable::fill_run(copy, X{}, cuts::copied);
    copy_columns<cuts>(from, of.n.width.in, copy);
    return copy;
  }
};

#endif

}  // namespace kernels::dots

GENN_NAMESPACE_END

#include <genn/undef.hpp>

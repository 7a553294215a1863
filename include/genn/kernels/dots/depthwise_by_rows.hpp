// SPDX-License-Identifier: BSL-1.0
// Depthwise convolutions of integers whose windows are known to the compiler: an input row is
// copied once, each column beside the one that the next tap reads, so that two taps of a row are
// multiplied and added at a time.
#pragma once

#include <genn/kernels/dots/depthwise_cut.hpp>
#include <genn/kernels/dots/depthwise_walk.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::dots {

#if GENN_INTEGER_BYTES > 0

template <class Shape, class X, class W, class B, class Y, class F>
class depthwise_by_rows {
  using cuts = depthwise_cut<Shape, X, F>;
  static constexpr index_t channels = cuts::shape.channels;
  static constexpr window_axis width = cuts::shape.width;

 public:
  depthwise_operands<X, W, B, Y, F> of;

  GENN_ALWAYS_INLINE void run() {
    kept_rows<cuts> kept;
    walk_rows(of, kept, [this](index_t number, sixteen_pairs* to) GENN_INLINED {
      put_row(of.n.height.start(0) + number, to);
    });
  }

 private:
  /// Input row `ih` with its padding.
  GENN_ALWAYS_INLINE void put_row(index_t ih, sixteen_pairs* to) const {
    X row[std::size_t(cuts::copied_columns * cuts::channels)];
    const index_t columns = columns_under(of.n.width, of.n.width.out);
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
      portable::fill_run(to, of.padding, count * cuts::channels);
      to += count * cuts::channels;
    };
    if (ih < 0 || ih >= of.n.height.in) return fill(columns);
    const window_axis& axis = of.n.width;
    const index_t iw = axis.start(0);
    const index_t before = iw >= 0 ? 0 : -iw < columns ? -iw : columns;
    const index_t room = axis.in - iw < columns ? axis.in - iw : columns;
    const index_t end = room < before ? before : room;
    fill(before);
    copy_columns<cuts>(of.x + (ih * axis.in + iw + before) * channels, end - before, to);
    to += (end - before) * cuts::channels;
    fill(columns - end);
  }
};

#endif

}  // namespace kernels::dots

GENN_NAMESPACE_END

#include <genn/undef.hpp>

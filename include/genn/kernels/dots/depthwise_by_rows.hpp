// SPDX-License-Identifier: BSL-1.0
// Depthwise convolutions of integers whose windows are known to the compiler: an input row is
// copied once, each column beside the one that the next tap reads, so that two taps of a row are
// multiplied and added at a time. Rows are kept until no window reads them: the result may take the
// operand's place.
#pragma once

#include <genn/kernels/dots/depthwise_cut.hpp>
#include <genn/kernels/dots/depthwise_panels.hpp>
#include <genn/kernels/portable/copy_run.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::dots {

#if GENN_INTEGER_BYTES > 0

template <class Shape, class X, class W, class B, class Y, class F>
class depthwise_by_rows {
  using cuts = depthwise_cut<Shape, X, F>;
  static constexpr index_t channels = cuts::shape.channels;
  static constexpr window_axis width = cuts::shape.width, height = cuts::shape.height;

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
    sixteen_pairs kept[std::size_t(cuts::rows)][std::size_t(cuts::columns * cuts::blocks)];
    for (index_t sample = 0; sample < n.batch; ++sample) {
      index_t next = n.height.start(0);  // the first row that is not kept
      for (index_t oh = 0; oh < n.height.out; ++oh) {
        const index_t start = n.height.start(oh);
        const sixteen_pairs* rows[std::size_t(cuts::rows)];
        for (index_t h = 0; h < cuts::rows; ++h) {
          const index_t ih = start + h * height.dilation;
          sixteen_pairs* const row = kept[place_of(oh, h)];
          if (height.dilation > 1 || ih >= next) put_row(ih, row);
          rows[h] = row;
        }
        next = start + cuts::rows;
        panels.multiply(0, rows, n.width.out, y);
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

  /// Input row `ih` with its padding.
  GENN_ALWAYS_INLINE void put_row(index_t ih, sixteen_pairs* to) const {
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
};

#endif

}  // namespace kernels::dots

GENN_NAMESPACE_END

#include <genn/undef.hpp>

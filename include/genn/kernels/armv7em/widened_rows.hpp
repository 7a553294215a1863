// SPDX-License-Identifier: BSL-1.0
// The taps under some outputs of a row, widened to 16 bits with their padding: four channels,
// column by column, so that a window is one run.
#pragma once

#include <genn/kernels/armv7em/depthwise_sums.hpp>
#include <genn/kernels/portable/integer_depthwise.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::armv7em {

/// `count` taps that lie `pitch` elements apart, to every `step`-th place.
template <class X>
GENN_NOINLINE void widen_run(const X* from, index_t pitch, index_t count, index_t channels,
                             four_channels* to, index_t step) {
  for (; count > 0; --count, from += pitch, to += step) {
    if (channels == 4) {
      *to = load_channels(from);
    } else {
      X four[4] = {};
      for (index_t c = 0; c < channels; ++c) four[c] = from[c];
      *to = load_channels(four);
    }
  }
}

/// Columns that the windows of some outputs share, `step` apart from `first` on: those in
/// [before, end) lie in the input.
struct input_columns {
  index_t first, step, count, before = 0, end = 0;
  GENN_ALWAYS_INLINE input_columns(const window_axis& width, index_t output, index_t outputs)
      : first(width.start(output)),
        step(width.dilation),
        count(outputs == 1 ? width.kernel : columns_under(width, outputs)),
        end(count) {
    while (before < count && first + before * step < 0) ++before;
    while (end > before && first + (end - 1) * step >= width.in) --end;
  }
};

/// The taps of four channels under an output row, from window row `from` on, column by column.
template <class X>
GENN_NOINLINE void widen_rows(const window_axis& height, const portable::input_rows<X>& x,
                              index_t oh, index_t from, const input_columns& columns, index_t pitch,
                              index_t channels, const X* padding, four_channels* to) {
  const index_t rows = height.kernel;
  index_t ih = height.start(oh) + from * height.dilation;
  to += from;
  for (index_t h = from; h < rows; ++h, ih += height.dilation, ++to) {
    const bool inside = ih >= 0 && ih < height.in;
    const index_t first = inside ? columns.before : columns.count;
    const index_t last = inside ? columns.end : columns.count;
    widen_run(padding, 0, first, 4, to, rows);
    widen_run(x.at(h, inside ? ih : 0) + (columns.first + first * columns.step) * pitch,
              columns.step * pitch, last - first, channels, to + first * rows, rows);
    widen_run(padding, 0, columns.count - last, 4, to + last * rows, rows);
  }
}

}  // namespace kernels::armv7em

GENN_NAMESPACE_END

#include <genn/undef.hpp>

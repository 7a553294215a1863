// SPDX-License-Identifier: BSL-1.0
// Depthwise convolutions of integers: the rows under some outputs of a row are gathered with their
// padding, some channels at a time, so that all windows are whole.
#pragma once

#include <genn/constants/constant.hpp>
#include <genn/kernels/portable/copy_run.hpp>
#include <genn/kernels/portable/depthwise_sums.hpp>
#include <genn/kernels/portable/end_sums.hpp>
#include <genn/kernels/rows.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::portable {

/// Copies `channels` channels of the input columns from `iw` on, `columns` of them, of every row
/// under output row `oh`.
template <class X>
GENN_NOINLINE void gather_rows(const window_axis& height, const window_axis& width, index_t pitch,
                               const X* x, index_t oh, index_t iw, index_t columns,
                               index_t channels, X padding, X* to) {
  const index_t before = iw >= 0 ? 0 : -iw < columns ? -iw : columns;
  const index_t room = width.in - iw < columns ? width.in - iw : columns;
  const index_t end = room < before ? before : room;
  const index_t row_size = columns * channels;
  index_t ih = height.start(oh);
  for (index_t h = 0; h < height.kernel; ++h, ih += height.dilation, to += row_size) {
    if (ih < 0 || ih >= height.in || before == end) {
      fill_run(to, padding, row_size);
      continue;
    }
    fill_run(to, padding, before * channels);
    const X* from = x + (ih * width.in + iw + before) * pitch;
    X* column = to + before * channels;
    for (index_t i = before; i < end; ++i, from += pitch, column += channels)
      copy_run(column, from, channels);
    fill_run(column, padding, (columns - end) * channels);
  }
}

/// The same in words where that can be.
template <class X>
GENN_ALWAYS_INLINE void gather_block(const window_axis& height, const window_axis& width,
                                     index_t pitch, const X* x, index_t oh, index_t iw,
                                     index_t columns, index_t channels, X padding, X* to) {
  constexpr index_t each = index_t{4 / sizeof(X)};
  using word = word_of_elements;
  if (in_words(x, to, (pitch | channels) * index_t{sizeof(X)}))
    gather_rows(height, width, pitch / each, reinterpret_cast<const word*>(x), oh, iw, columns,
                channels / each, word(word_of(padding)), reinterpret_cast<word*>(to));
  else
    gather_rows(height, width, pitch, x, oh, iw, columns, channels, padding, to);
}

/// As reference::convolution where every group is one channel in, one out; weights tap-major,
/// depth 1. Sums: what sums windows. `scratch` holds depthwise_scratch(n). y may begin
/// lag_of_depthwise(n) in front of x.
template <class Sums, class X, class W, class B, class Y, class F>
GENN_ALWAYS_INLINE void integer_depthwise(const window_sizes& n, const X* x, const W* w, B bias,
                                          Y* y, const F& f, X padding, void* scratch) {
  const channel_block block = block_of(n);
  X* const rows = static_cast<X*>(scratch);
  const auto least = [](index_t a, index_t b) { return a < b ? a : b; };
  const index_t sample_size = n.height.in * n.width.in * n.channels;
  for (index_t sample = 0; sample < n.batch; ++sample, x += sample_size)
    for (index_t oh = 0; oh < n.height.out; ++oh, y += n.width.out * n.channels)
      for (index_t ow = 0; ow < n.width.out; ow += block.columns) {
        const index_t outputs = least(block.columns, n.width.out - ow);
        const index_t columns = columns_under(n.width, outputs);
        for (index_t first = 0; first < n.channels; first += block.channels) {
          const index_t channels = least(block.channels, n.channels - first);
          gather_block(n.height, n.width, n.channels, x + first, oh, n.width.start(ow), columns,
                       channels, padding, rows);
          const depthwise_walk walk{n.height.kernel,
                                    n.width.kernel,
                                    columns * channels,
                                    n.width.dilation * channels,
                                    n.width.kernel * n.channels,
                                    n.channels};
          const X* window = rows;
          const index_t step = n.width.stride * channels;
          Y* to = y + ow * n.channels + first;
          for (index_t i = 0; i < outputs; i += 2, window += 2 * step, to += 2 * n.channels) {
            const index_t windows = i + 1 < outputs ? 2 : 1;
            std::int32_t sums[2 * most_channels];
            Sums::sum(walk, window, step, windows, w + first, channels, sums);
            end_sums(sums, {2, windows, channels, n.channels}, bias, first, to, f);
          }
        }
      }
}

}  // namespace kernels::portable

GENN_NAMESPACE_END

#include <genn/undef.hpp>

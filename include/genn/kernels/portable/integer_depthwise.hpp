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

/// Rows of input: of a window the first `kept` lie apart, one behind the other.
template <class X>
struct input_rows {
  const X *x, *kept_x;
  index_t kept, size;
  GENN_ALWAYS_INLINE const X* at(index_t window_row, index_t ih) const {
    return window_row < kept ? kept_x + window_row * size : x + ih * size;
  }
};

/// Moves the kept rows on to output row `oh`: from the places that they had, else from the input.
template <class X>
GENN_ALWAYS_INLINE void keep_rows(const window_axis& height, const X* x, index_t oh, index_t kept,
                                  index_t size, X* to) {
  for (index_t h = 0; h < kept; ++h, to += size) {
    const index_t ih = height.start(oh) + h;
    if (oh > 0 && h + height.stride < kept)
      copy_run(to, to + height.stride * size, size);
    else if (ih >= 0 && ih < height.in)
      copy_run(to, x + ih * size, size);
  }
}

/// Copies `channels` channels of the input columns from `iw` on, `columns` of them, of every row
/// under output row `oh`.
template <class X>
GENN_ALWAYS_INLINE void gather_rows(const window_axis& height, const window_axis& width,
                                    index_t pitch, const input_rows<X>& x, index_t oh, index_t iw,
                                    index_t columns, index_t channels, X padding, X* to) {
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
    const X* from = x.at(h, ih) + (iw + before) * pitch;
    X* column = to + before * channels;
    for (index_t i = before; i < end; ++i, from += pitch, column += channels)
      copy_run(column, from, channels);
    fill_run(column, padding, (columns - end) * channels);
  }
}

/// Calls visit(walk, window, step, outputs, first, channels, to) for the outputs of a row, in
/// parts: the first window, `outputs` of them `step` inputs apart, of `channels` channels from
/// `first` on.
template <class X, class Y, class Visit>
GENN_ALWAYS_INLINE void for_each_gathered(const window_sizes& n, const X* x, Y* y, X padding,
                                          void* scratch, const Visit& visit) {
  constexpr index_t size = sizeof(X);
  const channel_block block = block_of(n);
  X* const rows = static_cast<X*>(scratch);
  X* const kept_x = rows + block_bytes(n, size) / size;
  const index_t kept = kept_rows(n.height), row_size = n.width.in * n.channels;
  const auto least = [](index_t a, index_t b) { return a < b ? a : b; };
  for (index_t sample = 0; sample < n.batch; ++sample, x += n.height.in * row_size)
    for (index_t oh = 0; oh < n.height.out; ++oh, y += n.width.out * n.channels) {
      keep_rows(n.height, x, oh, kept, row_size, kept_x);
      for (index_t ow = 0; ow < n.width.out; ow += block.columns) {
        const index_t outputs = least(block.columns, n.width.out - ow);
        const index_t columns = columns_under(n.width, outputs), iw = n.width.start(ow);
        for (index_t first = 0; first < n.channels; first += block.channels) {
          const index_t channels = least(block.channels, n.channels - first);
          gather_rows(n.height, n.width, n.channels,
                      input_rows<X>{x + first, kept_x + first, kept, row_size}, oh, iw, columns,
                      channels, padding, rows);
          const depthwise_walk walk{n.height.kernel,
                                    n.width.kernel,
                                    columns * channels,
                                    n.width.dilation * channels,
                                    n.width.kernel * n.channels,
                                    n.channels};
          visit(walk, static_cast<const X*>(rows), n.width.stride * channels, outputs, first,
                channels, y + ow * n.channels + first);
        }
      }
    }
}

/// Some channels of `outputs` windows, two at a time.
template <class Sums, class X, class W, class B, class Y, class F>
GENN_ALWAYS_INLINE void channels_of_windows(const depthwise_walk& walk, const X* window,
                                            index_t step, index_t outputs, const W* w,
                                            index_t channels, const B& bias, index_t first, Y* to,
                                            index_t pitch, const F& f) {
  for (index_t i = 0; i < outputs; i += 2, window += 2 * step, to += 2 * pitch) {
    const index_t windows = i + 1 < outputs ? 2 : 1;
    std::int32_t sums[2 * most_channels];
    Sums::sum(walk, window, step, windows, w, channels, sums);
    end_sums(sums, {2, windows, channels, pitch}, bias, first, to, f);
  }
}

/// As reference::convolution where every group is one channel in, one out; weights tap-major,
/// depth 1. Sums: what sums windows. `scratch` holds depthwise_scratch(n). y may begin
/// lag_of_depthwise(n) in front of x.
template <class Sums, class X, class W, class B, class Y, class F>
GENN_ALWAYS_INLINE void integer_depthwise(const window_sizes& n, const X* x, const W* w, B bias,
                                          Y* y, const F& f, X padding, void* scratch) {
  for_each_gathered(n, x, y, padding, scratch,
                    [&](const depthwise_walk& walk, const X* window, index_t step, index_t outputs,
                        index_t first, index_t channels, Y* to) {
                      channels_of_windows<Sums>(walk, window, step, outputs, w + first, channels,
                                                bias, first, to, n.channels, f);
                    });
}

}  // namespace kernels::portable

GENN_NAMESPACE_END

#include <genn/undef.hpp>

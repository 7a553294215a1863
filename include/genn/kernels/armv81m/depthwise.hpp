// SPDX-License-Identifier: BSL-1.0
// Depthwise convolutions of integers with MVE: windows are read where their rows lie, some channels
// at a time; taps on padding multiply the zero point.
#pragma once

#include <genn/kernels/armv81m/depthwise_sums.hpp>
#include <genn/kernels/portable/integer_depthwise.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::armv81m {

/// Of the rows of a window those on data.
struct rows_on_data {
  index_t top, bottom;
};

/// `pitch`: bytes from a column of inputs to the next one.
GENN_ALWAYS_INLINE clipped_window clip(const window_sizes& n, rows_on_data rows, index_t ow,
                                       index_t pitch) {
  const index_t kernel = n.width.kernel;
  const index_t left = n.width.first_tap(ow), right = n.width.last_tap(ow);
  if (rows.top >= rows.bottom || left >= right) return {0, n.height.kernel * kernel, 0, 0, 0};
  return {(n.width.start(ow) + left * n.width.dilation) * pitch, rows.top * kernel + left,
          right - left, kernel - right + left,
          (n.height.kernel - rows.bottom) * kernel + kernel - right};
}

/// As portable::integer_depthwise.
template <class X, class W, class B, class Y, class F>
GENN_ALWAYS_INLINE void integer_depthwise(const window_sizes& n, const X* x, const W* w, B bias,
                                          Y* y, const F& f, X padding, void* scratch) {
  constexpr index_t size = sizeof(X), lanes = 16 / size;
  X* const kept_x = static_cast<X*>(scratch) + block_bytes(n, size) / size;
  const index_t kept = kept_rows(n.height), row_size = n.width.in * n.channels;
  const index_t row_pitch = n.height.dilation * row_size, pitch = n.channels * size;
  const auto least = [](index_t a, index_t b) { return a < b ? a : b; };
  windows_state s{};
  s.row_pitch = row_pitch * size;
  s.pitch = n.width.dilation * pitch;
  s.weight_pitch = pitch;
  s.padding = padding;
  for (index_t sample = 0; sample < n.batch; ++sample, x += n.height.in * row_size)
    for (index_t oh = 0; oh < n.height.out; ++oh) {
      portable::keep_rows(n.height, x, oh, kept, row_size, kept_x);
      const rows_on_data on{n.height.first_tap(oh), n.height.last_tap(oh)};
      const X *top = x, *last = x;
      s.rows = 0;
      if (on.top < on.bottom) {
        const portable::input_rows<X> rows{x, kept_x, kept, row_size};
        const auto row = [&](index_t h) {
          return rows.at(h, n.height.start(oh) + h * n.height.dilation);
        };
        top = row(on.top);
        last = row(on.bottom - 1);
        s.rows = on.bottom - on.top - 1;
      }
      s.jump =
          index_t(reinterpret_cast<std::uintptr_t>(last) - reinterpret_cast<std::uintptr_t>(top)) -
          s.rows * s.row_pitch;
      for (index_t ow = 0; ow < n.width.out; ow += windows_at_once) {
        const index_t count = least(windows_at_once, n.width.out - ow);
        clipped_window windows[windows_at_once];
        for (index_t i = 0; i < count; ++i) windows[i] = clip(n, on, ow + i, pitch);
        s.end = windows + count;
        for (index_t first = 0; first < n.channels; first += lanes) {
          std::int32_t sums[lanes * windows_at_once];
          s.x = top + first;
          s.w = w + first;
          s.sums = sums;
          s.window = windows;
          s.channels = least(lanes, n.channels - first);
          if constexpr (size == 1)
            sum_bytes(s);
          else
            sum_words(s);
          portable::end_sums(sums, {windows_at_once, count, s.channels, n.channels}, bias, first,
                             y + first, f);
        }
        y += count * n.channels;
      }
    }
}

}  // namespace kernels::armv81m

GENN_NAMESPACE_END

#include <genn/undef.hpp>

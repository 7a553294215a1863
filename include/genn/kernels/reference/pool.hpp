// SPDX-License-Identifier: BSL-1.0
// Pools of 1, 2 and 3 dimensions.
#pragma once

#include <genn/kernels/reference/window.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

/// What the sum of an average pool is divided by.
enum class pool_divisor {
  data,          ///< the taps on data (count_include_pad=False)
  padded,        ///< the taps on data and padding, not those that ceil_mode hangs over
  fixed_number,  ///< divisor_override
};

namespace kernels::reference {

/// y = maximum of the window's taps on data. NaN wins, as in PyTorch. Channels last.
template <class X, class Y, class F>
constexpr void max_pool(const window_sizes& n, X x, Y y, F f) {
  const index_t sample_size = n.depth.in * n.height.in * n.width.in * n.channels;
  index_t written = 0;
  for_each_position(n, [&](index_t sample, index_t od, index_t oh, index_t ow) {
    for (index_t c = 0; c < n.channels; ++c) {
      const index_t first = sample * sample_size + c;
      bool none = true;
      auto best = x[first];
      for_each_tap(n, od, oh, ow, [&](index_t position, index_t) {
        const auto value = x[first + position * n.channels];
        if (none || value > best || value != value) best = value;
        none = false;
      });
      y[written++] = f(best);
    }
  });
}

/// Taps of window `o` on data and padding: what a count that includes padding counts.
constexpr index_t padded_taps(const window_axis& axis, index_t o, index_t after) {
  const index_t begin = axis.start(o), limit = axis.in + after;
  const index_t end = begin + axis.kernel;
  return (end < limit ? end : limit) - begin;
}

/// y = sum of the window's taps on data / divisor. Channels last. `number` is the divisor of
/// `fixed_number`; `after` holds the padding behind each axis, for `padded`.
template <class X, class Y, class F>
constexpr void avg_pool(const window_sizes& n, pool_divisor divisor, index_t number,
                        const extents& after, X x, Y y, F f) {
  const index_t sample_size = n.depth.in * n.height.in * n.width.in * n.channels;
  index_t written = 0;
  for_each_position(n, [&](index_t sample, index_t od, index_t oh, index_t ow) {
    index_t on_data = 0;
    for_each_tap(n, od, oh, ow, [&](index_t, index_t) { ++on_data; });
    const index_t count = divisor == pool_divisor::data ? on_data
                          : divisor == pool_divisor::padded
                              ? padded_taps(n.depth, od, after.at[0]) *
                                    padded_taps(n.height, oh, after.at[1]) *
                                    padded_taps(n.width, ow, after.at[2])
                              : number;
    for (index_t c = 0; c < n.channels; ++c) {
      const index_t first = sample * sample_size + c;
      float sum = 0.0f;
      for_each_tap(n, od, oh, ow,
                   [&](index_t position, index_t) { sum += x[first + position * n.channels]; });
      y[written++] = f(sum / float(count));
    }
  });
}

/// Window `o` of an adaptive pool: [floor(o * in / out), ceil((o + 1) * in / out)).
constexpr index_t adaptive_start(const window_axis& axis, index_t o) {
  return o * axis.in / axis.out;
}
constexpr index_t adaptive_end(const window_axis& axis, index_t o) {
  return ((o + 1) * axis.in + axis.out - 1) / axis.out;
}

/// y = mean of a window whose size follows from the sizes of input and output. Channels last.
template <class X, class Y, class F>
constexpr void adaptive_avg_pool(const window_sizes& n, X x, Y y, F f) {
  const index_t sample_size = n.depth.in * n.height.in * n.width.in * n.channels;
  index_t written = 0;
  for_each_position(n, [&](index_t sample, index_t od, index_t oh, index_t ow) {
    for (index_t c = 0; c < n.channels; ++c) {
      index_t count = 0;
      float sum = 0.0f;
      for (index_t d = adaptive_start(n.depth, od); d < adaptive_end(n.depth, od); ++d)
        for (index_t h = adaptive_start(n.height, oh); h < adaptive_end(n.height, oh); ++h)
          for (index_t w = adaptive_start(n.width, ow); w < adaptive_end(n.width, ow); ++w) {
            sum +=
                x[sample * sample_size + ((d * n.height.in + h) * n.width.in + w) * n.channels + c];
            ++count;
          }
      y[written++] = f(sum / float(count));
    }
  });
}

}  // namespace kernels::reference

GENN_NAMESPACE_END

#include <genn/undef.hpp>

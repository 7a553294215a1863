// SPDX-License-Identifier: BSL-1.0
// Pools of 1, 2 and 3 dimensions.
#pragma once

#include <genn/kernels/reference/sum.hpp>
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
      y[written++] = static_cast<element_of<Y>>(f(best));
    }
  });
}

/// Taps of window `o` on data and padding: what a count that includes padding counts.
constexpr index_t padded_taps(const window_axis& axis, index_t o, index_t after) {
  const index_t begin = axis.start(o), limit = axis.in + after;
  const index_t end = begin + axis.kernel;
  return (end < limit ? end : limit) - begin;
}

/// The mean of floats.
template <class F>
struct mean_of_floats {
  F f;
  static constexpr float zero = 0.0f;
  constexpr float operator()(float sum, index_t count) const { return f(sum / float(count)); }
};

/// The mean of integers, through the multiplier that belongs to a count: those of the counts from
/// `first` on lie side by side. M: what is read by index.
template <class M>
struct mean_of_integers {
  rescaling how;
  std::int32_t zero;  ///< zero point of the input
  index_t first;
  M multiplier;
  constexpr std::int32_t operator()(std::int32_t sum, index_t count) const {
    return how.with_multiplier(sum, std::int32_t(multiplier[count - first]));
  }
};

/// The number that the sum of window (od, oh, ow) is divided by. `number` is that of
/// `fixed_number`; `after` holds the padding behind each axis, for `padded`.
constexpr index_t divisor_of(const window_sizes& n, pool_divisor divisor, index_t number,
                             const extents& after, index_t od, index_t oh, index_t ow) {
  if (divisor == pool_divisor::fixed_number) return number;
  if (divisor == pool_divisor::padded)
    return padded_taps(n.depth, od, after.at[0]) * padded_taps(n.height, oh, after.at[1]) *
           padded_taps(n.width, ow, after.at[2]);
  index_t on_data = 0;
  for_each_tap(n, od, oh, ow, [&](index_t, index_t) { ++on_data; });
  return on_data;
}

/// y = mean(sum of the window's taps on data, divisor). Channels last.
template <class X, class Y, class Mean>
constexpr void avg_pool(const window_sizes& n, pool_divisor divisor, index_t number,
                        const extents& after, X x, Y y, Mean mean) {
  const index_t sample_size = n.depth.in * n.height.in * n.width.in * n.channels;
  index_t written = 0;
  for_each_position(n, [&](index_t sample, index_t od, index_t oh, index_t ow) {
    const index_t count = divisor_of(n, divisor, number, after, od, oh, ow);
    for (index_t c = 0; c < n.channels; ++c) {
      const index_t first = sample * sample_size + c;
      auto sum = decltype(mean(mean.zero, 1)){};
      for_each_tap(n, od, oh, ow, [&](index_t position, index_t) {
        sum += static_cast<decltype(sum)>(x[first + position * n.channels]) - mean.zero;
      });
      y[written++] = static_cast<element_of<Y>>(mean(sum, count));
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
template <class X, class Y, class Mean>
constexpr void adaptive_avg_pool(const window_sizes& n, X x, Y y, Mean mean) {
  const index_t sample_size = n.depth.in * n.height.in * n.width.in * n.channels;
  index_t written = 0;
  for_each_position(n, [&](index_t sample, index_t od, index_t oh, index_t ow) {
    for (index_t c = 0; c < n.channels; ++c) {
      index_t count = 0;
      auto sum = decltype(mean(mean.zero, 1)){};
      for (index_t d = adaptive_start(n.depth, od); d < adaptive_end(n.depth, od); ++d)
        for (index_t h = adaptive_start(n.height, oh); h < adaptive_end(n.height, oh); ++h)
          for (index_t w = adaptive_start(n.width, ow); w < adaptive_end(n.width, ow); ++w) {
            const index_t position = (d * n.height.in + h) * n.width.in + w;
            sum += static_cast<decltype(sum)>(x[sample * sample_size + position * n.channels + c]) -
                   mean.zero;
            ++count;
          }
      y[written++] = static_cast<element_of<Y>>(mean(sum, count));
    }
  });
}

}  // namespace kernels::reference

GENN_NAMESPACE_END

#include <genn/undef.hpp>

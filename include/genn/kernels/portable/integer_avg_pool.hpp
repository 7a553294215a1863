// SPDX-License-Identifier: BSL-1.0
// Average pools of integers: the sums of some channels at once, so that each position is found once
// for all of them.
#pragma once

#include <genn/kernels/reference/pool.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::portable {

/// As reference::avg_pool; each result is written behind the last read of its window and channel.
template <pool_divisor Divisor, class X, class Y, class Mean>
GENN_ALWAYS_INLINE void integer_avg_pool(const window_sizes& n, index_t number,
                                         const extents& after, const X* x, Y* y, Mean mean) {
  constexpr index_t at_once = 16;
  const index_t sample_size = n.depth.in * n.height.in * n.width.in * n.channels;
  reference::for_each_position(n, [&](index_t sample, index_t od, index_t oh, index_t ow) {
    const index_t count = reference::divisor_of(n, Divisor, number, after, od, oh, ow);
    const X* const from = x + sample * sample_size;
    for (index_t first = 0; first < n.channels; first += at_once) {
      const index_t channels = n.channels - first < at_once ? n.channels - first : at_once;
      std::int32_t sums[at_once] = {}, zeros = 0;
      reference::for_each_tap(n, od, oh, ow, [&](index_t position, index_t) {
        const X* input = from + position * n.channels + first;
        zeros += mean.zero;
        for (index_t c = 0; c < channels; ++c) sums[c] += *input++;
      });
      for (index_t c = 0; c < channels; ++c) *y++ = static_cast<Y>(mean(sums[c] - zeros, count));
    }
  });
}

}  // namespace kernels::portable

GENN_NAMESPACE_END

#include <genn/undef.hpp>

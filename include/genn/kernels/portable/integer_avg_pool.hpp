// SPDX-License-Identifier: BSL-1.0
// Average pools of integers: the sums of some channels at once, so that each position is found once
// for all of them.
#pragma once

#include <genn/kernels/dots/pool_sums.hpp>
#include <genn/kernels/reference/pool.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::portable {

/// Positions of a window that lie on data: [begin, end), a dilation apart.
struct data_range {
  index_t begin, end, taps;
};
GENN_NOINLINE inline data_range on_data(const window_axis& axis, index_t o) {
  const index_t first = axis.first_tap(o), last = axis.last_tap(o), start = axis.start(o);
  return {start + first * axis.dilation, start + last * axis.dilation, last - first};
}

/// As reference::avg_pool; each result is written behind the last read of its window and channel.
template <pool_divisor Divisor, class X, class Y, class Mean>
GENN_ALWAYS_INLINE void integer_avg_pool(const window_sizes& n, index_t number,
                                         const extents& after, const X* x, Y* y, Mean mean) {
  constexpr index_t at_once = 16;
  const index_t sample_size = n.depth.in * n.height.in * n.width.in * n.channels;
  reference::for_each_position(n, [&](index_t sample, index_t od, index_t oh, index_t ow) {
    const data_range d = on_data(n.depth, od), h = on_data(n.height, oh), w = on_data(n.width, ow);
    const index_t taps = d.taps * h.taps * w.taps;
    const index_t count = Divisor == pool_divisor::data
                              ? taps
                              : reference::divisor_of(n, Divisor, number, after, od, oh, ow);
    for (index_t first = 0; first < n.channels; first += at_once) {
      const index_t channels = n.channels - first < at_once ? n.channels - first : at_once;
      const X* const from = x + sample * sample_size + first;
      std::int32_t sums[at_once] = {};
#if GENN_INTEGER_BYTES > 0
      const bool summed = channels == at_once;
      if (summed) dots::sum_sixteen(n, d, h, w, from, sums);
#else
      constexpr bool summed = false;
#endif
      for (index_t id = d.begin; !summed && id < d.end; id += n.depth.dilation)
        for (index_t ih = h.begin; ih < h.end; ih += n.height.dilation)
          for (index_t iw = w.begin; iw < w.end; iw += n.width.dilation) {
            const X* input = from + ((id * n.height.in + ih) * n.width.in + iw) * n.channels;
            for (index_t c = 0; c < channels; ++c) sums[c] += *input++;
          }
      for (index_t c = 0; c < channels; ++c)
        *y++ = static_cast<Y>(mean(sums[c] - std::int32_t(taps) * mean.zero, count));
    }
  });
}

}  // namespace kernels::portable

GENN_NAMESPACE_END

#include <genn/undef.hpp>

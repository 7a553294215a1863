// SPDX-License-Identifier: BSL-1.0
// Average pools of integers: pointers instead of positions, one piece of code for all sizes.
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
  const index_t dilation = axis.dilation, start = axis.start(o);
  data_range r{start, start + axis.kernel * dilation, 0};
  while (r.begin < 0) r.begin += dilation;
  if (r.end > axis.in) r.end = axis.in;
  for (index_t i = r.begin; i < r.end; i += dilation) ++r.taps;
  return r;
}

/// As reference::avg_pool of windows without depth.
template <pool_divisor Divisor, class X, class Y, class Mean>
GENN_NOINLINE void integer_avg_pool(const window_sizes& n, index_t number, const extents& after,
                                    const X* x, Y* y, const Mean& mean) {
  const index_t channels = n.channels, row = n.width.in * channels;
  const index_t step = n.width.dilation * channels;
  for (index_t sample = 0; sample < n.batch; ++sample, x += n.height.in * row)
    for (index_t oh = 0; oh < n.height.out; ++oh) {
      const data_range h = on_data(n.height, oh);
      for (index_t ow = 0; ow < n.width.out; ++ow) {
        const data_range w = on_data(n.width, ow);
        const index_t taps = h.taps * w.taps;
        const index_t count = Divisor == pool_divisor::data ? taps
                              : Divisor == pool_divisor::fixed_number
                                  ? number
                                  : reference::divisor_of(n, Divisor, number, after, 0, oh, ow);
        const auto result = [&](std::int32_t sum) {
          return static_cast<Y>(mean(sum - std::int32_t(taps) * mean.zero, count));
        };
        index_t c = 0;
#if GENN_INTEGER_BYTES > 0
        const auto sum_all = [&](auto at_once) {
          constexpr index_t some = decltype(at_once)::value;
          for (; c + some <= channels; c += some) {
            std::int32_t sums[std::size_t(some)];
            dots::sum_channels<some>(n, h, w, x + c, sums);
            for (const std::int32_t sum : sums) *y++ = result(sum);
          }
        };
        sum_all(std::integral_constant<index_t, dots::many_pool_channels>{});
        sum_all(std::integral_constant<index_t, dots::few_pool_channels>{});
#endif
        const X* from = x + w.begin * channels + c;
        for (; c < channels; ++c, ++from) {
          std::int32_t sum = 0;
          for (index_t ih = h.begin; ih < h.end; ih += n.height.dilation) {
            const X* input = from + ih * row;
            for (index_t left = w.taps; left > 0; --left, input += step) sum += *input;
          }
          *y++ = result(sum);
        }
      }
    }
}

}  // namespace kernels::portable

GENN_NAMESPACE_END

#include <genn/undef.hpp>

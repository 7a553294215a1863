// SPDX-License-Identifier: BSL-1.0
// Depthwise convolutions of integers in few instructions: the sums of some channels, tap by tap,
// where the inputs lie.
#pragma once

#include <genn/constants/constant.hpp>
#include <genn/kernels/armv7em/depthwise_sums.hpp>
#include <genn/kernels/portable/integer_depthwise.hpp>
#include <genn/kernels/reference/sum.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::small {

/// Adds a tap of some channels; the inputs lie `step` apart: 1, or 0, where four of them
/// are equal.
/// Apart, so that the loop has all registers.
template <class X, class W>
GENN_NOINLINE void add_tap(std::int32_t* sums, const X* x, index_t step, const W* w,
                           index_t channels) {
  const W* const end = w + channels;
  if constexpr (GENN_HAS_DSP)
    for (; end - w >= 4; w += 4, x += 4 * step, sums += 4) {
      const armv7em::four_channels input = armv7em::load_channels(x);
      const armv7em::four_channels tap = armv7em::load_channels(w);
      constexpr index_t second = sizeof(X) == 1 ? 2 : 1;  // channel in the upper half of a word
      sums[0] = armv7em::add_lower(sums[0], input.first, tap.first);
      sums[second] = armv7em::add_upper(sums[second], input.first, tap.first);
      sums[3 - second] = armv7em::add_lower(sums[3 - second], input.second, tap.second);
      sums[3] = armv7em::add_upper(sums[3], input.second, tap.second);
    }
  for (; w != end; ++w, x += step) *sums++ += std::int32_t{*x} * *w;
}

/// As portable::integer_depthwise.
template <class X, class W, class B, class Y, class F>
GENN_ALWAYS_INLINE void integer_depthwise(const window_sizes& n, const X* x, const W* w,
                                          const B& bias, Y* y, const F& f, X padding,
                                          void* scratch) {
  const index_t channels = n.channels, row_size = n.width.in * channels;
  const X paddings[] = {padding, padding, padding, padding};
  portable::input_rows<X> rows{x, static_cast<const X*>(scratch), kept_rows(n.height), row_size};
  for (index_t sample = 0; sample < n.batch; ++sample, rows.x += n.height.in * row_size)
    for (index_t oh = 0; oh < n.height.out; ++oh) {
      portable::keep_rows(n.height, rows.x, oh, rows.kept, row_size, static_cast<X*>(scratch));
      for (index_t ow = 0; ow < n.width.out; ++ow)
        for (index_t first = 0; first < channels; first += most_channels) {
          const index_t left = channels - first;
          const index_t count = left < most_channels ? left : most_channels;
          std::int32_t sums[most_channels];
          for (index_t c = 0; c < count; ++c) sums[c] = bias[first + c];
          const W* tap = w + first;
          index_t ih = n.height.start(oh);
          for (index_t h = 0; h < n.height.kernel; ++h, ih += n.height.dilation) {
            index_t iw = n.width.start(ow);
            for (index_t k = n.width.kernel; k > 0; --k, iw += n.width.dilation, tap += channels) {
              const bool inside = ih >= 0 && ih < n.height.in && iw >= 0 && iw < n.width.in;
              const X* from = inside ? rows.at(h, ih) + iw * channels + first : paddings;
              add_tap(sums, from, inside ? 1 : 0, tap, count);
            }
          }
          for (index_t c = 0; c < count; ++c)
            *y++ = static_cast<Y>(reference::finish(f, sums[c], first + c));
        }
    }
}

}  // namespace kernels::small

GENN_NAMESPACE_END

#include <genn/undef.hpp>

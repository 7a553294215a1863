// SPDX-License-Identifier: BSL-1.0
// Depthwise convolutions of integers, eight channels of some windows at a time.
#pragma once

#include <genn/kernels/dots/depthwise_tile.hpp>
#include <genn/kernels/portable/integer_depthwise.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::dots {

#if GENN_INTEGER_BYTES > 0

/// As portable::integer_depthwise.
template <class X, class W, class B, class Y, class F>
GENN_ALWAYS_INLINE void depthwise(const window_sizes& n, const X* x, const W* w, B bias, Y* y,
                                  const F& f, X padding, void* scratch) {
  portable::for_each_gathered(
      n, x, y, padding, scratch,
      [&](const portable::depthwise_walk& walk, const X* window, index_t step, index_t outputs,
          index_t first, index_t channels, Y* to) GENN_INLINED {
        index_t c = 0;
        for (; c + 8 <= channels; c += 8) {
          const X* from = window + c;
          Y* at = to + c;
          index_t left = outputs;
          const auto run = [&](auto windows) GENN_INLINED {
            eight_channels<decltype(windows)::value>(walk, from, step, w + first + c, bias,
                                                     first + c, at, n.channels, f);
            left -= windows;
            from += windows * step;
            at += windows * n.channels;
          };
          while (left >= 4) run(std::integral_constant<index_t, 4>{});
          if (left >= 2) run(std::integral_constant<index_t, 2>{});
          if (left >= 1) run(std::integral_constant<index_t, 1>{});
        }
        if (c < channels)
          portable::channels_of_windows<portable::channel_by_channel>(
              walk, window + c, step, outputs, w + first + c, channels - c, bias, first + c, to + c,
              n.channels, f);
      });
}

#endif

}  // namespace kernels::dots

GENN_NAMESPACE_END

#include <genn/undef.hpp>

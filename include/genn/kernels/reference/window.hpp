// SPDX-License-Identifier: BSL-1.0
// The loop nest that convolutions and pools share.
#pragma once

#include <genn/shape/window.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::reference {

/// Calls visit(offset, tap) for the taps of one window that lie on data, in the order depth,
/// height, width: `offset` is the position's place in the sample, `tap` its place in the window.
template <class Visit>
GENN_ALWAYS_INLINE constexpr void for_each_tap(const window_sizes& n, index_t od, index_t oh,
                                               index_t ow, Visit&& visit) {
  for (index_t d = n.depth.first_tap(od); d < n.depth.last_tap(od); ++d) {
    const index_t id = n.depth.start(od) + d * n.depth.dilation;
    for (index_t h = n.height.first_tap(oh); h < n.height.last_tap(oh); ++h) {
      const index_t ih = n.height.start(oh) + h * n.height.dilation;
      for (index_t w = n.width.first_tap(ow); w < n.width.last_tap(ow); ++w) {
        const index_t iw = n.width.start(ow) + w * n.width.dilation;
        visit((id * n.height.in + ih) * n.width.in + iw,
              (d * n.height.kernel + h) * n.width.kernel + w);
      }
    }
  }
}

/// Calls visit(tap) for the taps of one window that lie on padding, in the same order.
template <class Visit>
GENN_ALWAYS_INLINE constexpr void for_each_padding_tap(const window_sizes& n, index_t od,
                                                       index_t oh, index_t ow, Visit&& visit) {
  const auto on_data = [](const window_axis& axis, index_t o, index_t tap) {
    return tap >= axis.first_tap(o) && tap < axis.last_tap(o);
  };
  const auto whole = [](const window_axis& axis, index_t o) {
    return axis.first_tap(o) == 0 && axis.last_tap(o) == axis.kernel;
  };
  if (whole(n.depth, od) && whole(n.height, oh) && whole(n.width, ow)) return;
  for (index_t d = 0; d < n.depth.kernel; ++d)
    for (index_t h = 0; h < n.height.kernel; ++h)
      for (index_t w = 0; w < n.width.kernel; ++w)
        if (!on_data(n.depth, od, d) || !on_data(n.height, oh, h) || !on_data(n.width, ow, w))
          visit((d * n.height.kernel + h) * n.width.kernel + w);
}

/// Calls visit(sample, depth, height, width) for every output position, in memory order.
template <class Visit>
GENN_ALWAYS_INLINE constexpr void for_each_position(const window_sizes& n, Visit&& visit) {
  for (index_t sample = 0; sample < n.batch; ++sample)
    for (index_t d = 0; d < n.depth.out; ++d)
      for (index_t h = 0; h < n.height.out; ++h)
        for (index_t w = 0; w < n.width.out; ++w) visit(sample, d, h, w);
}

}  // namespace kernels::reference

GENN_NAMESPACE_END

#include <genn/undef.hpp>

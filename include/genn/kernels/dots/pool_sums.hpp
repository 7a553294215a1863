// SPDX-License-Identifier: BSL-1.0
// Sums of some channels over the positions of a pool's window.
#pragma once

#include <genn/kernels/dots/conversions.hpp>
#include <genn/shape/window.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::dots {

#if GENN_INTEGER_BYTES > 0

/// Channels of a few registers, and of many.
inline constexpr index_t few_pool_channels = 16, many_pool_channels = 2 * GENN_INTEGER_BYTES;

/// Sums of so many channels, without depth. Range: positions of a window on one axis, from
/// `begin` to `end`; `from`: the channels at the first position of the input.
template <index_t Channels, class Range, class X>
GENN_ALWAYS_INLINE void sum_channels(const window_sizes& n, const Range& h, const Range& w,
                                     const X* from, std::int32_t* to) {
  constexpr index_t lanes = GENN_INTEGER_BYTES / 4, vectors = Channels / lanes;
  words<lanes> sums[vectors] = {};
  for (index_t ih = h.begin; ih < h.end; ih += n.height.dilation)
    for (index_t iw = w.begin; iw < w.end; iw += n.width.dilation) {
      const X* const x = from + (ih * n.width.in + iw) * n.channels;
      GENN_UNROLL
      for (index_t v = 0; v < vectors; ++v) sums[v] += load_widened(x + v * lanes);
    }
  GENN_UNROLL
  for (index_t v = 0; v < vectors; ++v) store<std::int32_t, lanes>(to + v * lanes, sums[v]);
}

#endif

}  // namespace kernels::dots

GENN_NAMESPACE_END

#include <genn/undef.hpp>

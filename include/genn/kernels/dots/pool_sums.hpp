// SPDX-License-Identifier: BSL-1.0
// Sums of sixteen channels over the positions of a pool's window.
#pragma once

#include <genn/kernels/dots/conversions.hpp>
#include <genn/shape/window.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::dots {

#if GENN_INTEGER_BYTES > 0

/// Range: positions of a window on one axis, from `begin` to `end`.
template <class Range, class X>
GENN_ALWAYS_INLINE void sum_sixteen(const window_sizes& n, const Range& d, const Range& h,
                                    const Range& w, const X* from, std::int32_t* to) {
  constexpr index_t lanes = GENN_INTEGER_BYTES / 4, vectors = 16 / lanes;
  words<lanes> sums[vectors] = {};
  for (index_t id = d.begin; id < d.end; id += n.depth.dilation)
    for (index_t ih = h.begin; ih < h.end; ih += n.height.dilation)
      for (index_t iw = w.begin; iw < w.end; iw += n.width.dilation) {
        const X* const x = from + ((id * n.height.in + ih) * n.width.in + iw) * n.channels;
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

// SPDX-License-Identifier: BSL-1.0
// Pools of floats for machines with vectors of them: some channels of a window at a time.
#pragma once

#include <genn/kernels/portable/tile.hpp>
#include <genn/kernels/reference/pool.hpp>
#include <genn/kernels/vectors/sums.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::vectors {

/// The maxima of some channels of a window. A NaN wins, as in PyTorch.
template <class F>
struct maximum_of_window {
  const window_sizes& n;
  const float* x;  // of the sample
  index_t od, oh, ow;
  float* y;
  F f;

  template <index_t Lanes, index_t Vectors>
  GENN_ALWAYS_INLINE void operator()(index_t c) const {
    vector<Lanes> best[Vectors];
    bool none = true;
    const auto start = [&](index_t position) {
      GENN_UNROLL
      for (index_t v = 0; v < Vectors; ++v)
        best[v] = load<Lanes>(x + position * n.channels + c + v * Lanes);
    };
    start(0);
    reference::for_each_tap(n, od, oh, ow, [&](index_t position, index_t) GENN_INLINED {
      if (none) start(position);
      none = false;
      GENN_UNROLL
      for (index_t v = 0; v < Vectors; ++v) {
        const vector<Lanes> value = load<Lanes>(x + position * n.channels + c + v * Lanes);
        best[v] = value > best[v] ? value : best[v];
        best[v] = value != value ? value : best[v];
      }
    });
    GENN_UNROLL
    for (index_t v = 0; v < Vectors; ++v)
      portable::store_through<Lanes>(y + c + v * Lanes, best[v], f);
  }
};

/// As the reference kernel, with vectors of up to Lanes channels.
template <index_t Lanes, class F>
GENN_ALWAYS_INLINE void max_pool(const window_sizes& n, const float* x, float* y, F f) {
  const index_t sample_size = n.depth.in * n.height.in * n.width.in * n.channels;
  reference::for_each_position(
      n, [&](index_t sample, index_t od, index_t oh, index_t ow) GENN_INLINED {
        portable::for_each_block<Lanes, 4>(
            0, n.channels, maximum_of_window<F>{n, x + sample * sample_size, od, oh, ow, y, f});
        y += n.channels;
      });
}

/// The means of some channels of a window.
template <class F>
struct mean_of_window {
  const window_sizes& n;
  const float* x;  // of the sample
  index_t od, oh, ow;
  float divisor;
  float* y;
  F f;

  template <index_t Lanes, index_t Vectors>
  GENN_ALWAYS_INLINE void operator()(index_t c) const {
    vector<Lanes> sum[Vectors] = {};
    reference::for_each_tap(n, od, oh, ow, [&](index_t position, index_t) GENN_INLINED {
      GENN_UNROLL
      for (index_t v = 0; v < Vectors; ++v)
        sum[v] += load<Lanes>(x + position * n.channels + c + v * Lanes);
    });
    GENN_UNROLL
    for (index_t v = 0; v < Vectors; ++v)
      portable::store_through<Lanes>(y + c + v * Lanes, sum[v] / divisor, f);
  }
};

/// As the reference kernel, with vectors of up to Lanes channels.
template <index_t Lanes, class F>
GENN_ALWAYS_INLINE void avg_pool(const window_sizes& n, pool_divisor divisor, index_t number,
                                 const extents& after, const float* x, float* y, F f) {
  const index_t sample_size = n.depth.in * n.height.in * n.width.in * n.channels;
  reference::for_each_position(
      n, [&](index_t sample, index_t od, index_t oh, index_t ow) GENN_INLINED {
        const float count = float(reference::divisor_of(n, divisor, number, after, od, oh, ow));
        portable::for_each_block<Lanes, 4>(
            0, n.channels, mean_of_window<F>{n, x + sample * sample_size, od, oh, ow, count, y, f});
        y += n.channels;
      });
}

}  // namespace kernels::vectors

GENN_NAMESPACE_END

#include <genn/undef.hpp>

// SPDX-License-Identifier: BSL-1.0
// Linear layers and convolutions over weights that are read row by row, zeros left out
// (constants/gaps.hpp and others). Sums are added in the order of the dense kernels.
#pragma once

#include <genn/kernels/reference/contract.hpp>
#include <genn/kernels/reference/convolution.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::reference {

/// As contract().
template <class X, class Rows, class B, class Y, class F>
constexpr void sparse_contract(const contract_sizes& n, X x, Rows rows, B bias, Y y, F f) {
  for (index_t r = 0; r < n.rows; ++r) {
    Rows weights = rows;
    for (index_t o = 0; o < n.outputs; ++o) {
      auto sum = bias[o];
      weights.walk(n.inputs, [&](index_t i, auto w) {
        sum += product<decltype(sum)>(x[r * n.inputs + i], w);
      });
      y[r * n.outputs + o] = static_cast<element_of<Y>>(finish(f, sum, o));
    }
  }
}

/// Where tap `tap` of output `o` lies on an axis; outside [0, in) on padding.
constexpr index_t place_of(const window_axis& axis, index_t o, index_t tap) {
  return axis.start(o) + tap * axis.dilation;
}
constexpr bool on_data(const window_axis& axis, index_t place) {
  return place >= 0 && place < axis.in;
}

/// As convolution().
template <class X, class Rows, class B, class Y, class F, class Padding = zero_padding>
constexpr void sparse_convolution(const window_sizes& n, X x, Rows rows, B bias, Y y, F f,
                                  [[maybe_unused]] Padding padding = {}) {
  const index_t sample_size = n.depth.in * n.height.in * n.width.in * n.channels;
  index_t written = 0;
  for_each_position(n, [&](index_t sample, index_t od, index_t oh, index_t ow) {
    Rows weights = rows;
    for (index_t o = 0; o < n.features; ++o) {
      const index_t group = o / n.group_features();
      const index_t first = sample * sample_size + group * n.group_channels();
      auto sum = bias[o];
      weights.walk(n.taps(), [&](index_t tap, auto w) {
        const index_t c = tap % n.group_channels(), k = tap / n.group_channels();
        const index_t row = k / n.width.kernel;
        const index_t id = place_of(n.depth, od, row / n.height.kernel);
        const index_t ih = place_of(n.height, oh, row % n.height.kernel);
        const index_t iw = place_of(n.width, ow, k % n.width.kernel);
        if (on_data(n.depth, id) && on_data(n.height, ih) && on_data(n.width, iw)) {
          const index_t position = (id * n.height.in + ih) * n.width.in + iw;
          sum += product<decltype(sum)>(x[first + position * n.channels + c], w);
        } else if constexpr (std::is_same_v<Padding, zero_point_padding>) {
          sum += product<decltype(sum)>(padding.value, w);
        }
      });
      y[written++] = static_cast<element_of<Y>>(finish(f, sum, o));
    }
  });
}

}  // namespace kernels::reference

GENN_NAMESPACE_END

#include <genn/undef.hpp>

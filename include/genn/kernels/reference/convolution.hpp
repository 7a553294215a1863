// SPDX-License-Identifier: BSL-1.0
// Convolutions of 1, 2 and 3 dimensions, grouped and dilated.
#pragma once

#include <genn/constants/packing.hpp>
#include <genn/kernels/reference/sum.hpp>
#include <genn/kernels/reference/window.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

/// The weights of a convolution as a matrix: taps in the order depth, height, width, channel.
constexpr matrix_sizes weights_of(const window_sizes& n) {
  return {n.groups, n.group_features(), n.taps()};
}

namespace kernels::reference {

/// Padding that adds nothing: zeros.
struct zero_padding {};
/// Padding that reads as an integer, the zero point of the input.
struct zero_point_padding {
  std::int32_t value;
};

/// y[b, d, h, w, o] = f(bias[o] + sum over the window's taps t and the group's channels c of
/// x[position of t, c] * w[o, t, c]). Channels last.
template <class Packing, class X, class W, class B, class Y, class F, class Padding = zero_padding>
constexpr void convolution(const window_sizes& n, X x, W w, B bias, Y y, F f,
                           [[maybe_unused]] Padding padding = {}) {
  const index_t sample_size = n.depth.in * n.height.in * n.width.in * n.channels;
  index_t written = 0;
  for_each_position(n, [&](index_t sample, index_t od, index_t oh, index_t ow) {
    for (index_t o = 0; o < n.features; ++o) {
      const index_t group = o / n.group_features(), row = o % n.group_features();
      const index_t first = sample * sample_size + group * n.group_channels();
      auto sum = bias[o];
      using sum_type = decltype(sum);
      for_each_tap(n, od, oh, ow, [&](index_t position, index_t tap) {
        for (index_t c = 0; c < n.group_channels(); ++c)
          sum += product<sum_type>(
              x[first + position * n.channels + c],
              weight_at<Packing>(w, weights_of(n), group, row, tap * n.group_channels() + c));
      });
      if constexpr (std::is_same_v<Padding, zero_point_padding>)
        for_each_padding_tap(n, od, oh, ow, [&](index_t tap) {
          for (index_t c = 0; c < n.group_channels(); ++c)
            sum += product<sum_type>(
                padding.value,
                weight_at<Packing>(w, weights_of(n), group, row, tap * n.group_channels() + c));
        });
      y[written++] = static_cast<element_of<Y>>(finish(f, sum, o));
    }
  });
}

}  // namespace kernels::reference

GENN_NAMESPACE_END

#include <genn/undef.hpp>

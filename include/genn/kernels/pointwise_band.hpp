// SPDX-License-Identifier: BSL-1.0
// Sizes of the kernel of sparse pointwise convolutions of integers: inputs of some positions are
// turned around into scratch memory, so that a kept weight finds all of its inputs side by side.
#pragma once

#include <genn/shape/window.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels {

/// Windows of one position each, one behind the other in memory: all of a convolution or some of
/// its rows.
constexpr bool is_pointwise(const window_sizes& n) {
  const auto one = [](const window_axis& a) {
    return a.kernel == 1 && a.stride == 1 && a.before <= 0 && a.out - a.before <= a.in;
  };
  const auto whole = [](const window_axis& a) { return a.in == a.out; };
  const bool rows = whole(n.width) && (whole(n.height) || n.batch == 1);
  return n.groups == 1 && n.depth.in == 1 && n.depth.out == 1 && one(n.height) && one(n.width) &&
         (rows || (n.batch == 1 && n.height.out == 1));
}

/// The first input position of a pointwise convolution.
constexpr index_t first_position(const window_sizes& n) {
  return -n.height.before * n.width.in - n.width.before;
}

/// Positions whose sums fit the registers of small machines.
inline constexpr index_t positions_at_once = 8;
inline constexpr index_t most_positions_in_pointwise_band = 32, most_pointwise_bytes = 4096;

/// Positions that are turned around at once: some times positions_at_once.
constexpr index_t pointwise_band(index_t positions, index_t channels) {
  index_t band = positions_at_once;
  while (band < positions && band < most_positions_in_pointwise_band &&
         (band + positions_at_once) * channels * 2 <= most_pointwise_bytes)
    band += positions_at_once;
  return band;
}

/// A weight that is kept: its inputs begin `offset` bytes behind those of the first channel.
struct kept_weight {
  std::int32_t offset, weight;
};
/// Behind the last one: no offset.
inline constexpr kept_weight no_weight{-1, 0};

/// Inputs of a band as 16-bit integers, and the kept weights of a row, their number made even.
constexpr index_t pointwise_list(index_t channels) { return (channels + 2) / 2 * 2; }
constexpr index_t pointwise_scratch(const window_sizes& n) {
  const index_t band = pointwise_band(n.batch * n.positions(), n.channels);
  return n.channels * band * 2 + (pointwise_list(n.channels) + 1) * index_t{sizeof(kept_weight)};
}

}  // namespace kernels

GENN_NAMESPACE_END

#include <genn/undef.hpp>

// SPDX-License-Identifier: BSL-1.0
// Sparse pointwise convolutions of bytes on Armv6-M whose sums end in whole bytes and are not
// shifted left, whose counts take a byte and whose gaps are short: band by band, with one loop for
// all rows.
#pragma once

#include <genn/constants/gaps.hpp>
#include <genn/kernels/armv6m/sparse_band.hpp>
#include <genn/kernels/armv6m/sparse_positions.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::armv6m {

/// What a sum, in parts of 128, times its multiplier is less than, where that and the rounding in
/// front of the point fit 32 bits; 0: nothing is.
GENN_ALWAYS_INLINE std::uint32_t most_of_short_products(const rescaling& how) {
  const std::int32_t rounding = how.rounding < 0 ? -how.rounding : how.rounding;
  if (how.shift > 15 || rounding >= 32768) return 0;
  return (std::uint32_t{1} << 24) - std::uint32_t(rounding) * 512;
}

/// As portable::sparse_pointwise.
GENN_ALWAYS_INLINE void sparse_pointwise(
    const window_sizes& n, const std::int8_t* x,
    gap_rows<reader<flash_view<int8>>, reader<flash_view<uint8>>, reader<flash_view<uint8>>, false>
        rows,
    flash_view<int32> bias, std::int8_t* y,
    const reference::rescale_by_channel<flash_view<int16>, reference::ending::whole_byte>& f,
    void* scratch) {
  const index_t positions = n.batch * n.positions(), channels = n.channels;
  const index_t band = pointwise_band(positions, channels);
  auto* const list = static_cast<kept_weight*>(scratch);
  auto* const inputs = reinterpret_cast<std::int32_t*>(list + pointwise_list(channels) + 1);
  x += first_position(n) * channels;
  for (index_t left = positions; left > 0; left -= band) {
    const index_t count = left < band ? left : band;
    eight_positions::turn(x, channels, count, band, inputs);
    sparse_band_state state;
    state.list = list;
    state.short_shift = 16 + f.how.shift;
    state.left = count % 4;
    state.full_end = inputs + count / 4 * 2;
    state.inputs = inputs;
    state.features = n.features;
    state.y_of_row = y;
    state.gaps = rows.gaps.view.data;
    state.values = rows.values.view.data;
    state.counts = rows.counts.view.data;
    state.biases = bias.data;
    state.multipliers = f.multiplier.data;
    state.channel_bytes = band * index_t{sizeof(std::int16_t)};
    state.rounding = f.how.rounding;
    state.rows = n.features;
    state.shift = f.how.shift;
    state.most = most_of_short_products(f.how);
    multiply_sparse_band(state);
    x += count * channels;
    y += count * n.features;
  }
}

}  // namespace kernels::armv6m

GENN_NAMESPACE_END

#include <genn/undef.hpp>

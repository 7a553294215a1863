// SPDX-License-Identifier: BSL-1.0
// Sparse pointwise convolutions of bytes on Armv7E-M whose sums end rounded, counts take a byte and
// gaps are short: band by band, with one loop for all rows.
#pragma once

#include <genn/constants/gaps.hpp>
#include <genn/kernels/armv7em/rounded_end.hpp>
#include <genn/kernels/armv7em/sparse_band.hpp>
#include <genn/kernels/armv7em/turned_bytes.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::armv7em {

/// As portable::sparse_pointwise; no doublings of factors.
GENN_ALWAYS_INLINE void sparse_pointwise(
    const window_sizes& n, const std::int8_t* x,
    gap_rows<reader<flash_view<int8>>, reader<flash_view<uint8>>, reader<flash_view<uint8>>, false>
        rows,
    flash_view<int32> bias, std::int8_t* y,
    const reference::rescale_by_channel<flash_view<int16>, reference::ending::rounded>& f,
    void* scratch) {
  constexpr index_t store_bytes = 4;  // of the code that stores a result
  const index_t positions = n.batch * n.positions(), channels = n.channels;
  const index_t band = pointwise_band(positions, channels);
  auto* const list = static_cast<kept_weight*>(scratch);
  auto* const inputs = reinterpret_cast<std::int16_t*>(list + pointwise_list(channels) + 1);
  const factors factor = factors_of(f);
  x += first_position(n) * channels;
  for (index_t left = positions; left > 0; left -= band) {
    const index_t count = left < band ? left : band;
    const index_t last = (count - 1) / positions_at_once * positions_at_once;
    const index_t left_out = (last + positions_at_once - count) * store_bytes;
    turn_bytes(x, channels, count, band, inputs);
    sparse_band_state state{list,
                            0,
                            y,
                            0,
                            f.how.zero(),
                            0,
                            n.features,
                            inputs + last,
                            left_out,
                            last == 0 ? left_out : 0,
                            inputs,
                            rows.gaps.view.data,
                            rows.values.view.data,
                            rows.counts.view.data,
                            bias.data,
                            factor.multipliers,
                            factor.places,
                            y,
                            y + n.features,
                            band * index_t{sizeof(std::int16_t)}};
    multiply_sparse_band(state);
    limit_results(y, count * n.features, f.how);
    x += count * channels;
    y += count * n.features;
  }
}

}  // namespace kernels::armv7em

GENN_NAMESPACE_END

#include <genn/undef.hpp>

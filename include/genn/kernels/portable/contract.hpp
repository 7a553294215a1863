// SPDX-License-Identifier: BSL-1.0
// Linear layers by register tiles.
#pragma once

#include <genn/kernels/armv7em/float_vector.hpp>
#include <genn/kernels/portable/tile.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::portable {

template <class Tile, class B, class F>
struct contract_block {
  const contract_sizes& n;
  const float* x;
  const f32::stored* w;
  B bias;
  float* y;
  F f;

  template <index_t Lanes, index_t Vectors>
  GENN_ALWAYS_INLINE void operator()(index_t o) const {
    const tile_walk walk{1, 0, 0, 1, 0, 0, n.inputs, n.inputs, n.outputs, n.outputs};
    run_pixels<Lanes, Vectors, Tile::pixels>(walk, n.rows, x, w + o, bias, o, y + o, f);
  }
};

/// As the reference kernel, weights tap-major. y must not overlap x.
template <class Tile, class B, class F>
GENN_ALWAYS_INLINE void contract(const contract_sizes& n, const float* x, flash_view<f32> w, B bias,
                                 float* y, F f) {
  index_t first = 0;
  if constexpr (GENN_HAS_VFP && Tile::lanes == 1)
    if (n.rows == 1) first = armv7em::contract_blocks(n, x, w.data, bias, y, f);
  for_each_block<Tile::lanes, Tile::vectors>(first, n.outputs,
                                             contract_block<Tile, B, F>{n, x, w.data, bias, y, f});
}

}  // namespace kernels::portable

GENN_NAMESPACE_END

#include <genn/undef.hpp>

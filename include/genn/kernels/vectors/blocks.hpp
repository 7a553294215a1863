// SPDX-License-Identifier: BSL-1.0
// The two orders of a layer's tiles: all outputs of a tile of pixels before the next pixels, or all
// pixels of a block of outputs before the next outputs. `Rows` computes one tile.
#pragma once

#include <genn/kernels/portable/tile.hpp>
#include <genn/kernels/vectors/row_tiles.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::vectors {

/// One block of outputs of every tile.
template <class Rows, index_t Lanes, index_t Vectors>
struct block_of_tiles {
  const Rows& rows;
  index_t o, oh;
  template <index_t From>
  GENN_ALWAYS_INLINE void tile(index_t from) const {
    rows.template run<Lanes, Vectors, From>(o, oh, from);
  }
};

/// One tile of every block.
template <class Rows, index_t From>
struct tile_of_blocks {
  const Rows& rows;
  index_t oh, from;
  template <index_t Lanes, index_t Vectors>
  GENN_ALWAYS_INLINE void operator()(index_t o) const {
    rows.template run<Lanes, Vectors, From>(o, oh, from);
  }
};

/// All tiles of a row, each with all of its outputs.
template <class Tile, class Rows>
struct tiles_of_row {
  const Rows& rows;
  index_t first, last, oh;
  template <index_t From>
  GENN_ALWAYS_INLINE void tile(index_t from) const {
    portable::for_each_block<Tile::lanes, Tile::vectors>(
        first, last, tile_of_blocks<Rows, From>{rows, oh, from});
  }
};

/// All rows of a block of outputs.
template <class Rows, index_t Pixels>
struct rows_of_block {
  const Rows& rows;
  template <index_t Lanes, index_t Vectors>
  GENN_ALWAYS_INLINE void operator()(index_t o) const {
    for (index_t oh = 0; oh < rows.height.out; ++oh)
      for_each_tile<typename Rows::width, Pixels>(
          block_of_tiles<Rows, Lanes, Vectors>{rows, o, oh});
  }
};

}  // namespace kernels::vectors

GENN_NAMESPACE_END

#include <genn/undef.hpp>

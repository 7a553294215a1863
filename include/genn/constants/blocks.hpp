// SPDX-License-Identifier: BSL-1.0
// Sparse weights in blocks of four taps: what programs have that were pruned in blocks.
#pragma once

#include <genn/constants/part.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

/// Taps of a block. The first one of each is a multiple of it.
inline constexpr index_t block_taps = 4;

/// Rows of weights, read from the first one on.
template <class Values, class Gaps, class Counts, bool Escapes>
struct block_rows {
  Values values;
  Gaps gaps;
  Counts counts;

  /// Calls visit(tap, weight) for the weights of the next row's kept blocks, in the order of taps.
  template <class Visit>
  GENN_ALWAYS_INLINE constexpr void walk(index_t taps, Visit&& visit) {
    Values value = values;
    Gaps gap = gaps;
    index_t first = 0;
    const bool whole = taps % block_taps == 0;  // or the last block hangs over
    for (index_t left = counts.next(); left > 0; --left) {
      first += next_gap<Escapes>(gap) * block_taps;
      for (index_t tap = first; tap < first + block_taps; ++tap) {
        const auto weight = value.next();
        if (whole || tap < taps) visit(tap, weight);
      }
    }
    values = value;
    gaps = gap;
  }
};

/// Packing of blocks_constant.
struct by_blocks : rows_of_parts<block_rows, block_taps> {
  static constexpr char name[] = "blocks";
};

/// Base of a weight stored in blocks:
///
///   struct fc1_weight : genn::blocks_constant<genn::int8, genn::shape<128, 784>> {
///     static constexpr genn::index_t kept_weights = 10035;  // those that are not zero
///     struct kept : genn::part<genn::int8, 12000> { … };    // four weights a block
///     struct gaps : genn::part<genn::uint8, 3000> { … };    // blocks from the one before, or from
///                                                           // the first; 255: and the next gap
///     struct counts : genn::part<genn::uint8, 128> { … };   // blocks of each output
///   };
template <class Element, class Shape>
using blocks_constant = sparse_constant<Element, Shape, by_blocks>;

GENN_NAMESPACE_END

#include <genn/undef.hpp>

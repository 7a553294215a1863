// SPDX-License-Identifier: BSL-1.0
// Sparse weights: for each output the number of its weights that are not zero, and for each of
// those its value and the distance from the one before.
#pragma once

#include <genn/constants/part.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

/// Rows of weights, read from the first one on.
template <class Values, class Gaps, class Counts, bool Escapes>
struct gap_rows {
  Values values;
  Gaps gaps;
  Counts counts;

  /// Calls visit(tap, weight) for the kept weights of the next row, in the order of taps.
  template <class Visit>
  GENN_ALWAYS_INLINE constexpr void walk(index_t, Visit&& visit) {
    Values value = values;
    Gaps gap = gaps;
    index_t tap = 0;
    for (index_t left = counts.next(); left > 0; --left) {
      tap += next_gap<Escapes>(gap);
      visit(tap, value.next());
    }
    values = value;
    gaps = gap;
  }
};

/// Packing of gaps_constant.
struct by_gaps : rows_of_parts<gap_rows, 1> {
  static constexpr char name[] = "gaps";
};

/// Base of a weight stored by gaps:
///
///   struct fc1_weight : genn::gaps_constant<genn::int8, genn::shape<128, 784>> {
///     static constexpr genn::index_t kept_weights = 10035;
///     struct kept : genn::part<genn::int8, 10035> { … };    // the weights that are not zero
///     struct gaps : genn::part<genn::uint8, 10035> { … };   // taps from the one before, or the
///                                                           // first; 255: and the next gap
///     struct counts : genn::part<genn::uint8, 128> { … };   // kept weights of each output
///   };
template <class Element, class Shape>
using gaps_constant = sparse_constant<Element, Shape, by_gaps>;

GENN_NAMESPACE_END

#include <genn/undef.hpp>

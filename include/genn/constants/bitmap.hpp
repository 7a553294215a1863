// SPDX-License-Identifier: BSL-1.0
// Sparse weights: a bit for each tap that says whether its weight is kept.
#pragma once

#include <genn/constants/part.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

/// Rows of weights, read from the first one on.
template <class Values, class Bits>
struct bitmap_rows {
  Values values;
  Bits bitmap;

  /// Calls visit(tap, weight) for the kept weights of the next row, in the order of taps.
  template <class Visit>
  GENN_ALWAYS_INLINE constexpr void walk(index_t taps, Visit&& visit) {
    Values value = values;
    Bits next = bitmap;
    for (index_t first = 0; first < taps; first += 8) {
      index_t tap = first;
      for (auto left = std::uint32_t(next.next()); left != 0; left >>= 1, ++tap)
        if ((left & 1u) != 0) visit(tap, value.next());
    }
    values = value;
    bitmap = next;
  }
};

/// Packing of bitmap_constant.
struct by_bitmap {
  static constexpr char name[] = "bitmap";
  static constexpr bool sparse = true;

  template <class View, class Constant>
  static constexpr auto rows() {
    using kept = typename Constant::kept;
    using bitmap = typename Constant::bitmap;
    return bitmap_rows<decltype(read_from_start<View, kept>()),
                       decltype(read_from_start<View, bitmap>())>{read_from_start<View, kept>(),
                                                                  read_from_start<View, bitmap>()};
  }

  template <class Constant>
  static constexpr index_t bytes() {
    return flash_bytes<typename Constant::kept>() + flash_bytes<typename Constant::bitmap>();
  }
};

/// Base of a weight stored by a bitmap:
///
///   struct fc1_weight : genn::bitmap_constant<genn::int8, genn::shape<128, 784>> {
///     static constexpr genn::index_t kept_weights = 30105;
///     struct kept : genn::part<genn::int8, 30105> { … };      // the weights that are not zero
///     struct bitmap : genn::part<genn::uint8, 12544> { … };   // whole bytes for each output, the
///                                                             // lowest bit the first tap
///   };
template <class Element, class Shape>
using bitmap_constant = sparse_constant<Element, Shape, by_bitmap>;

GENN_NAMESPACE_END

#include <genn/undef.hpp>

// SPDX-License-Identifier: BSL-1.0
// What constants in several arrays are made of.
#pragma once

#include <genn/constants/constant.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

/// One array of a constant that has several, `bits` or `values` as in a constant of its own. Read
/// element by element, so it needs no more than 4 bytes of alignment.
template <class Element, index_t Count>
struct part {
  using element = Element;
  using type = typename Element::type;
  struct packing {
    static constexpr bool sparse = false;
  };
  static constexpr index_t size = Count;
  static constexpr index_t alignment = 4;
};

/// A constant that leaves zeros out. Shape is the dense one: outputs, then taps.
template <class Element, class Shape, class Packing>
struct sparse_constant {
  using element = Element;
  using type = typename Element::type;
  using shape = Shape;
  using packing = Packing;
  static constexpr index_t size = Shape::size;
};

/// Reads numbers one behind the other.
template <class View>
struct reader {
  View view;
  index_t at = 0;
  constexpr auto next() { return view[at++]; }
};
template <class Element>
struct reader<flash_view<Element>> {
  flash_view<Element> view;
  constexpr typename Element::type next() { return *view.data++; }
};

/// A reader of a part, at its first number.
template <class View, class Part>
constexpr auto read_from_start() {
  return reader<decltype(View::template view<Part>())>{View::template view<Part>()};
}

/// The distance to the next kept element, bytes of 255 before the last one added.
inline constexpr std::int32_t escape = 255;
template <bool Escapes, class Gaps>
GENN_ALWAYS_INLINE constexpr index_t next_gap(Gaps& gaps) {
  index_t distance = gaps.next();
  if constexpr (Escapes)
    for (index_t last = distance; last == escape; distance += last) last = gaps.next();
  return distance;
}

/// Storage in three parts, `kept`, `gaps` and `counts`, read by Rows<values, gaps, counts,
/// escapes>; a gap belongs to `weights_a_gap` kept weights, unless it is an escape.
template <template <class, class, class, bool> class Rows, index_t weights_a_gap>
struct rows_of_parts {
  static constexpr bool sparse = true;

  template <class View, class Constant>
  static constexpr auto rows() {
    using kept = typename Constant::kept;
    using gaps = typename Constant::gaps;
    using counts = typename Constant::counts;
    return Rows<decltype(read_from_start<View, kept>()), decltype(read_from_start<View, gaps>()),
                decltype(read_from_start<View, counts>()),
                (gaps::size * weights_a_gap > kept::size)>{read_from_start<View, kept>(),
                                                           read_from_start<View, gaps>(),
                                                           read_from_start<View, counts>()};
  }

  template <class Constant>
  static constexpr index_t bytes() {
    return flash_bytes<typename Constant::kept>() + flash_bytes<typename Constant::gaps>() +
           flash_bytes<typename Constant::counts>();
  }
};

GENN_NAMESPACE_END

#include <genn/undef.hpp>

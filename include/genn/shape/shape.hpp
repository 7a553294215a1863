// SPDX-License-Identifier: BSL-1.0
// Extents of tensors: as a type, for layers, and as a value, for formulas.
#pragma once

#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

using index_t = std::ptrdiff_t;

/// a / b where neither is negative: machines without a division have less code for that.
constexpr index_t quotient(index_t a, index_t b) {
  return index_t(std::size_t(a) / std::size_t(b));
}

/// Most axes a tensor may have.
inline constexpr index_t max_rank = 6;

/// Extents of a row-major tensor as a value, outermost first. `rank` -1: not a shape, the answer of
/// a formula that does not apply.
struct extents {
  index_t rank = 0;
  index_t at[max_rank] = {};

  constexpr bool valid() const { return rank >= 0; }
  /// Number of elements: the product of the extents, 1 for rank 0.
  constexpr index_t size() const {
    index_t product = 1;
    for (index_t axis = 0; axis < rank; ++axis) product *= at[axis];
    return product;
  }
  /// Product of the extents of the axes [first, last).
  constexpr index_t span(index_t first, index_t last) const {
    index_t product = 1;
    for (index_t axis = first; axis < last; ++axis) product *= at[axis];
    return product;
  }
};

inline constexpr extents no_extents{-1, {}};

constexpr bool operator==(const extents& a, const extents& b) {
  if (a.rank != b.rank) return false;
  for (index_t axis = 0; axis < a.rank; ++axis)
    if (a.at[axis] != b.at[axis]) return false;
  return true;
}
constexpr bool operator!=(const extents& a, const extents& b) { return !(a == b); }

/// True if all are. A fold expression is not, for Clang nests none of hundreds of operands.
template <bool... Facts>
inline constexpr bool all_true = std::is_same_v<std::integer_sequence<bool, Facts...>,
                                                std::integer_sequence<bool, (Facts || true)...>>;

/// Extents of a row-major tensor, outermost first: shape<28, 28, 3> is height, width, channels.
template <index_t... Extents>
struct shape {
  static_assert(sizeof...(Extents) <= std::size_t{max_rank}, "shape: at most six axes");
  static_assert(((Extents > 0) && ...), "shape: every extent must be positive");

  static constexpr index_t rank = sizeof...(Extents);
  static constexpr index_t size = (Extents * ... * 1);
  static constexpr extents value{rank, {Extents...}};
};

/// The shape of a tensor that could not be deduced. Layers behind it keep silent, so that one
/// mistake gives one error.
struct unknown_shape {
  static constexpr index_t rank = 0;
  static constexpr index_t size = 0;
  static constexpr extents value = no_extents;
};

namespace detail {

template <class Holder, class Axes>
struct shape_from;
template <class Holder, std::size_t... Axis>
struct shape_from<Holder, std::index_sequence<Axis...>> {
  using type = shape<Holder::value.at[Axis]...>;
};

template <class Holder, bool Valid = Holder::value.valid()>
struct shape_holder {
  using type =
      typename shape_from<Holder, std::make_index_sequence<std::size_t(Holder::value.rank)>>::type;
};
template <class Holder>
struct shape_holder<Holder, false> {
  using type = unknown_shape;
};

}  // namespace detail

/// The shape type of a constant: `Holder::value` is an `extents`.
template <class Holder>
using shape_of = typename detail::shape_holder<Holder>::type;

GENN_NAMESPACE_END

#include <genn/undef.hpp>

// SPDX-License-Identifier: BSL-1.0
// Element types of tensors, and the tensor type that layers pass on.
#pragma once

#include <genn/shape/shape.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

/// IEEE-754 single precision.
struct f32 {
  using type = float;
  /// The same numbers where they lie in flash as a literal of another type.
  typedef float stored GENN_MAY_ALIAS;
  static constexpr char name[] = "f32";
};

/// What flows along an edge: element type and shape.
template <class Element, class Shape>
struct tensor {
  using element = Element;
  using type = typename Element::type;
  using shape = Shape;
  static constexpr index_t size = Shape::size;
  static constexpr index_t bytes = Shape::size * index_t{sizeof(type)};
};

/// The tensor behind a layer that has already complained.
struct unknown_tensor {
  using element = f32;
  using type = float;
  using shape = unknown_shape;
  static constexpr index_t size = 0;
  static constexpr index_t bytes = 0;
};

GENN_NAMESPACE_END

#include <genn/undef.hpp>

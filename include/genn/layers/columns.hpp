// SPDX-License-Identifier: BSL-1.0
// What layers along the first of two axes share.
#pragma once

#include <genn/layers/layer.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace detail {

/// Elements that have an order of their own: floats and PyTorch's integers.
template <class Element>
inline constexpr bool is_ordered = Element::form == form::f32 || Element::form == form::plain;

template <class Layer, class In>
struct columns_fit {
  static constexpr bool value = In::shape::rank == 2;
};

template <class In>
struct one_row_of {
  static constexpr extents value{1, {In::shape::value.at[1]}};
};

template <class Layer, class In, bool Fits = columns_fit<Layer, In>::value>
struct columns_on : misfit<columns_fit<Layer, In>> {};

/// Layer::result: the element type of what it gives. Layer::reduces: one number is left of each
/// column. Layer::compute(length, inner, x, y).
template <class Layer, class In>
struct columns_on<Layer, In, true>
    : reading<tensor<
          typename Layer::result,
          std::conditional_t<Layer::reduces, shape_of<one_row_of<In>>, typename In::shape>>> {
  using type = typename Layer::result::type;
  template <class X>
  GENN_NOINLINE static void run(void*, type* y, X x) {
    evaluate(y, x);
  }
  template <class X>
  static constexpr void evaluate(type* y, X x) {
    Layer::compute(In::shape::value.at[0], In::shape::value.at[1], x, y);
  }
};

}  // namespace detail

template <class Network, std::size_t I, class Name, class Layer, class In>
struct model_of<Network, refused<I, Name, detail::columns_fit<Layer, In>>> : detail::refused_model {
  static_assert(detail::columns_fit<Layer, In>::value,
                "the input of argmax, argmin, cumulative and sort must be shape<length, inner>; "
                "put `reshape` before it");
};

GENN_NAMESPACE_END

#include <genn/undef.hpp>

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <genn/kernels/reference/move.hpp>
#include <genn/layers/layer.hpp>
#include <genn/number/convert.hpp>
#include <genn/shape/window.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace detail {

template <class Sides>
struct pad_sides;
template <index_t... Sides>
struct pad_sides<padding_sides<Sides...>> {
  static constexpr index_t axes = sizeof...(Sides) / 2;
  static constexpr index_t at[sizeof...(Sides)] = {Sides...};
  static constexpr extents before() {
    extents e{axes, {}};
    for (index_t axis = 0; axis < axes; ++axis) e.at[axis] = at[2 * axis];
    return e;
  }
  static constexpr extents applied(extents in) {
    if (in.rank != axes) return no_extents;
    for (index_t axis = 0; axis < axes; ++axis) in.at[axis] += at[2 * axis] + at[2 * axis + 1];
    return in;
  }
};

template <class Sides, class In>
struct pad_value {
  static constexpr extents value = pad_sides<Sides>::applied(In::shape::value);
};

template <class Sides, class In>
struct pad_fits {
  static constexpr bool value = pad_value<Sides, In>::value.valid();
};

template <class Layer, class In, bool Fits = pad_fits<typename Layer::sides, In>::value>
struct pad_on : misfit<pad_fits<typename Layer::sides, In>> {};

template <class Layer, class In>
struct pad_on<Layer, In, true>
    : reading<tensor<typename In::element, shape_of<pad_value<typename Layer::sides, In>>>> {
  using type = typename In::type;
  // The number as the input's integers stand for it.
  static constexpr type filling() {
    if constexpr (is_integer<typename In::element>)
      return type(quantized(Layer::number::value, In::element::value));
    else
      return type(Layer::number::value);
  }
  static constexpr type added = filling();  // known when it is compiled: devices may have no floats
  static void run(void*, type* y, const type* x) { evaluate(y, x); }
  static constexpr void evaluate(type* y, const type* x) {
    kernels::reference::pad(In::shape::value, pad_sides<typename Layer::sides>::before(),
                            pad_value<typename Layer::sides, In>::value, added, x, y);
  }
};

}  // namespace detail

template <class Network, std::size_t I, class Name, class Sides, class In>
struct model_of<Network, refused<I, Name, detail::pad_fits<Sides, In>>> : detail::refused_model {
  static_assert(detail::pad_fits<Sides, In>::value,
                "pad: padding_sides<> must name two sides of every axis of the input");
};

/// Zero, as a parameter.
struct zero {
  static constexpr float value = 0.0f;
};

/// Adds elements on both sides of each axis (torch.nn.functional.pad, mode constant). Sides:
/// padding_sides<before, after, ...> of every axis; Number: a type with the static `value`.
template <class Sides, class Number = zero>
struct pad {
  static constexpr char kind[] = "pad";
  static constexpr std::size_t arity = 1;
  using sides = Sides;
  using number = Number;

  template <class In>
  using on = detail::pad_on<pad, In>;
};

GENN_NAMESPACE_END

#include <genn/undef.hpp>

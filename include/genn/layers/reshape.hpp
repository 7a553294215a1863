// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <genn/layers/layer.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace detail {

/// A layer whose output is its operand's memory.
template <class Output>
struct view : reading<Output> {
  static constexpr bool is_view = true;
};

template <class Shape, class In>
struct reshape_fits {
  static constexpr bool value = Shape::size == In::size;
};

template <class Shape, class In, bool Fits = reshape_fits<Shape, In>::value>
struct reshape_on : misfit<reshape_fits<Shape, In>> {};
template <class Shape, class In>
struct reshape_on<Shape, In, true> : view<tensor<typename In::element, Shape>> {};

}  // namespace detail

template <class Network, std::size_t I, class Name, class Shape, class In>
struct model_of<Network, refused<I, Name, detail::reshape_fits<Shape, In>>>
    : detail::refused_model {
  static_assert(detail::reshape_fits<Shape, In>::value,
                "reshape: the new shape must have as many elements as the input");
};

/// The same elements under another shape: no code, no memory.
template <class Shape>
struct reshape {
  static constexpr char kind[] = "reshape";
  static constexpr std::size_t arity = 1;

  template <class In>
  using on = detail::reshape_on<Shape, In>;
};

/// All axes as one: no code, no memory.
struct flatten {
  static constexpr char kind[] = "flatten";
  static constexpr std::size_t arity = 1;

  template <class In>
  using on = detail::view<tensor<typename In::element, shape<In::size>>>;
};

GENN_NAMESPACE_END

#include <genn/undef.hpp>

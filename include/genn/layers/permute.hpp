// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <genn/kernels/reference/move.hpp>
#include <genn/layers/reshape.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace detail {

template <class Order, class In>
struct permute_value {
  static constexpr extents value = permuted(In::shape::value, Order::value);
};

template <class Order, class In>
struct permute_fits {
  static constexpr bool value = permute_value<Order, In>::value.valid();
  static constexpr bool moves = value && !permutes_nothing(In::shape::value, Order::value);
};

template <class Order, class In, bool Fits = permute_fits<Order, In>::value,
          bool Moves = permute_fits<Order, In>::moves>
struct permute_on : misfit<permute_fits<Order, In>> {};

// Axes of extent 1 move for free.
template <class Order, class In>
struct permute_on<Order, In, true, false>
    : view<tensor<typename In::element, shape_of<permute_value<Order, In>>>> {};

template <class Order, class In>
struct permute_on<Order, In, true, true>
    : reading<tensor<typename In::element, shape_of<permute_value<Order, In>>>> {
  template <class Y, class X>
  static void run(void*, Y* y, X x) {
    evaluate(y, x);
  }
  template <class Y, class X>
  static constexpr void evaluate(Y* y, X x) {
    kernels::reference::permute(In::shape::value, Order::value, x, y);
  }
};

template <index_t... Axes>
struct axis_order {
  static constexpr extents value{sizeof...(Axes), {Axes...}};
};

}  // namespace detail

template <class Network, std::size_t I, class Name, class Order, class In>
struct model_of<Network, refused<I, Name, detail::permute_fits<Order, In>>>
    : detail::refused_model {
  static_assert(detail::permute_fits<Order, In>::value,
                "permute: name every axis of the input once, counted from 0");
};

/// Axis i of the output is axis Axes[i] of the input (torch.permute).
template <index_t... Axes>
struct permute {
  static constexpr char kind[] = "permute";
  static constexpr std::size_t arity = 1;

  template <class In>
  using on = detail::permute_on<detail::axis_order<Axes...>, In>;
};

GENN_NAMESPACE_END

#include <genn/undef.hpp>

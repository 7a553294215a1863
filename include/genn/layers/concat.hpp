// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <genn/kernels/reference/move.hpp>
#include <genn/layers/layer.hpp>
#include <genn/shape/axis.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace detail {

template <index_t Axis, class First, class... Rest>
struct concat_value {
  static constexpr extents joined() {
    extents out = First::shape::value;
    if (Axis < 0 || Axis >= out.rank) return no_extents;
    const extents rest[] = {Rest::shape::value..., out};
    for (std::size_t i = 0; i < sizeof...(Rest); ++i) out = concatenated(out, rest[i], Axis);
    return out;
  }
  static constexpr extents value = joined();
};

// One form and, of integers, one scale.
template <class A, class B>
inline constexpr bool same_numbers = A::form == B::form&& A::value == B::value;

template <index_t Axis, class First, class... Rest>
struct concat_fits {
  static constexpr bool shapes = concat_value<Axis, First, Rest...>::value.valid();
  static constexpr bool numbers =
      all_true<same_numbers<typename First::element, typename Rest::element>...>;
  static constexpr bool value = shapes && numbers;
};

template <index_t Axis, bool Fits, class... In>
struct concat_on : misfit<concat_fits<Axis, In...>> {};

template <index_t Axis, class First, class... Rest>
struct concat_on<Axis, true, First, Rest...>
    : reading<tensor<typename First::element, shape_of<concat_value<Axis, First, Rest...>>>> {
  static constexpr axis_sizes sizes = around(concat_value<Axis, First, Rest...>::value, Axis);
  static constexpr index_t lengths[1 + sizeof...(Rest)] = {First::shape::value.at[Axis],
                                                           Rest::shape::value.at[Axis]...};

  static constexpr index_t place(index_t operand) {
    index_t begin = 0;
    for (index_t i = 0; i < operand; ++i) begin += lengths[i];
    return place_in_concat(sizes, begin, sizeof(typename First::type));
  }

  /// Copies the operands that are not in their place already.
  template <class Y, class... X>
  static void run(void*, Y* y, X... x) {
    index_t begin = 0, operand = 0;
    const bool done[] = {(copy(y, x, begin, operand), true)...};
    static_cast<void>(done);
  }
  template <class Y, class... X>
  static constexpr void evaluate(Y* y, X... x) {
    index_t begin = 0, operand = 0;
    const bool done[] = {(write(y, x, begin, operand), true)...};
    static_cast<void>(done);
  }

 private:
  template <class Y, class X>
  static constexpr void write(Y* y, X x, index_t& begin, index_t& operand) {
    const index_t length = lengths[operand++];
    kernels::reference::place(sizes.outer, length, sizes.length, sizes.inner, begin, x, y);
    begin += length;
  }
  template <class Y, class X>
  static void copy(Y* y, X x, index_t& begin, index_t& operand) {
    if constexpr (std::is_pointer_v<X>)
      if (sizes.outer == 1 && x == y + begin * sizes.inner) {
        begin += lengths[operand++];
        return;
      }
    write(y, x, begin, operand);
  }
};

}  // namespace detail

template <class Network, std::size_t I, class Name, index_t Axis, class... In>
struct model_of<Network, refused<I, Name, detail::concat_fits<Axis, In...>>>
    : detail::refused_model {
  using fits = detail::concat_fits<Axis, In...>;
  static_assert(fits::shapes,
                "concat: the operands must agree in every extent but that of the axis; axes count "
                "from 0");
  static_assert(fits::numbers || !fits::shapes,
                "concat: the operands must have one form and one scale; put `quantize`, "
                "`dequantize` or `weighted_sum` before it");
};

/// Joins tensors along an axis (torch.cat), axes counted from 0.
template <index_t Axis>
struct concat {
  static constexpr char kind[] = "concat";
  static constexpr std::size_t arity = any_arity;

  template <class... In>
  using on = detail::concat_on<Axis, detail::concat_fits<Axis, In...>::value, In...>;
};

GENN_NAMESPACE_END

#include <genn/undef.hpp>

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <genn/kernels/reference/reduce.hpp>
#include <genn/layers/map.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace detail {

template <class Layer, class In>
struct reduce_fits {
  static constexpr bool value = Layer::axis >= 0 && Layer::axis < In::shape::rank;
};

template <class Layer, class In>
struct reduce_value {
  static constexpr extents without_axis() {
    extents out{In::shape::rank - 1, {}};
    for (index_t axis = 0; axis < out.rank; ++axis)
      out.at[axis] = In::shape::value.at[axis < Layer::axis ? axis : axis + 1];
    return out;
  }
  static constexpr extents value = without_axis();
};

template <class Layer, class In, bool Fits = reduce_fits<Layer, In>::value>
struct reduce_on : misfit<reduce_fits<Layer, In>> {};

template <class Layer, class In>
struct reduce_on<Layer, In, true>
    : reading<tensor<typename Layer::result, shape_of<reduce_value<Layer, In>>>> {
  using type = typename Layer::result::type;
  static constexpr axis_sizes sizes = around(In::shape::value, Layer::axis);
  template <class X>
  GENN_NOINLINE static void run(void*, type* y, X x) {
    evaluate(y, x);
  }
  template <class X>
  static constexpr void evaluate(type* y, X x) {
    kernels::reference::reduce(sizes, x, y, typename Layer::function{});
  }
};

}  // namespace detail

template <class Network, std::size_t I, class Name, class Layer, class In>
struct model_of<Network, refused<I, Name, detail::reduce_fits<Layer, In>>> : detail::refused_model {
  static_assert(detail::reduce_fits<Layer, In>::value,
                "reduce: the input has no such axis; axes count from 0");
};

/// One axis reduced by a function of two numbers: add for sums, maximum, minimum, mul for products,
/// whole<add, int64> for sums of integers.
template <class Function, index_t Axis>
struct reduce {
  static constexpr char kind[] = "reduce";
  static constexpr std::size_t arity = 1;
  template <class Element>
  static constexpr bool takes = detail::joins<Function, Element>;
  static constexpr index_t axis = Axis;
  using function = Function;
  using result = typename detail::result_of_function<Function>::type;

  template <class In>
  using on = detail::reduce_on<reduce, In>;
};

GENN_NAMESPACE_END

#include <genn/undef.hpp>

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <genn/functions/arithmetic.hpp>
#include <genn/functions/integer.hpp>
#include <genn/kernels/reference/map.hpp>
#include <genn/layers/layer.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace detail {

template <class... In>
struct map_value {
  static constexpr extents joined() {
    extents out{0, {}};
    ((out = broadcast(out, In::shape::value)), ...);
    return out;
  }
  static constexpr extents value = joined();
};

// What a function gives: floats, but for those that name their result.
template <class Function, class = void>
struct result_of_function {
  using type = f32;
  static constexpr bool of_floats = true;
};
template <class Function>
struct result_of_function<Function, std::void_t<typename Function::result>> {
  using type = typename Function::result;
  static constexpr bool of_floats = false;
};

/// Functions of two numbers that join elements of a tensor.
template <class Function, class Element>
constexpr bool joins_elements() {
  if constexpr (result_of_function<Function>::of_floats)
    return std::is_same_v<Element, f32>;
  else
    return Function::template takes<Element>;
}
template <class Function, class Element>
inline constexpr bool joins = joins_elements<Function, Element>();

// Flash of a function's table.
template <class Function, class = void>
struct table_bytes_of {
  static constexpr index_t value = 0;
};
template <class Function>
struct table_bytes_of<Function, std::void_t<typename Function::constant>> {
  static constexpr index_t value = flash_bytes<typename Function::constant>();
};

template <class Layer, class... In>
struct map_fits {
  static constexpr bool operands =
      std::is_invocable_v<typename Layer::function, typename In::type...>;
  static constexpr bool of_floats = result_of_function<typename Layer::function>::of_floats;
  static constexpr bool takes_form() {
    if constexpr (of_floats)
      return (std::is_same_v<typename In::element, f32> && ...);
    else if constexpr (operands)
      return Layer::function::template takes<typename In::element...>;
    else
      return false;
  }
  static constexpr bool floats = !operands || !of_floats || takes_form();
  static constexpr bool form = !operands || of_floats || takes_form();
  static constexpr bool complete = operands && floats && form;
  static constexpr bool fits_32_bits() {
    if constexpr (complete && !of_floats)
      return Layer::function::template proved<typename In::element...>;
    else
      return true;
  }
  static constexpr bool sums = fits_32_bits();
  static constexpr bool shapes = !complete || !sums || map_value<In...>::value.valid();
  static constexpr bool value = complete && sums && shapes;
};

template <class Layer, bool Fits, class... In>
struct map_on : misfit<map_fits<Layer, In...>> {};

template <class Layer, class... In>
struct map_on<Layer, true, In...>
    : reading<tensor<typename result_of_function<typename Layer::function>::type,
                     shape_of<map_value<In...>>>> {
  using type = typename map_on::output::type;
  static constexpr index_t constant_bytes = table_bytes_of<typename Layer::function>::value;
  static constexpr extents out = map_value<In...>::value;
  template <class Operand>
  static constexpr bool whole = Operand::size == out.size();
  static constexpr bool in_order = ((whole<In> || In::size == 1) && ...);
  static constexpr index_t operand_size[sizeof...(In)] = {In::size...};
  static constexpr index_t operand_bytes[sizeof...(In)] = {In::bytes...};

  static constexpr index_t lag(index_t operand) {
    return lag_of_map(operand_size[operand], out.size(), operand_bytes[operand],
                      map_on::output::bytes);
  }

  template <class Operand, class X>
  static constexpr auto in_order_of(X x) {
    if constexpr (whole<Operand>)
      return x;
    else
      return kernels::reference::repeated<std::decay_t<decltype(x[0])>>{x[0]};
  }
  template <class... X>
  GENN_NOINLINE static void run(void*, type* y, X... x) {
    evaluate(y, x...);
  }
  template <class... X>
  static constexpr void evaluate(type* y, X... x) {
    using namespace kernels::reference;
    if constexpr (in_order)
      map(out.size(), y, typename Layer::function{}, in_order_of<In>(x)...);
    else
      map_broadcast(out, y, typename Layer::function{},
                    broadcast_operand<X>{x, steps_of(In::shape::value, out)}...);
  }
};

}  // namespace detail

template <class Network, std::size_t I, class Name, class Layer, class... In>
struct model_of<Network, refused<I, Name, detail::map_fits<Layer, In...>>> : detail::refused_model {
  using fits = detail::map_fits<Layer, In...>;
  static_assert(fits::operands,
                "map: the function takes another number of operands; name them in from<>");
  static_assert(fits::floats, "map: the function takes floats; put `dequantize` before it");
  static_assert(fits::form,
                "map: the function takes numbers of another form; put `quantize`, or the function "
                "of this form, before it");
  static_assert(fits::sums, "map: its sums can leave 32 bits; use smaller factors");
  static_assert(fits::shapes,
                "map: the shapes of the operands do not broadcast; extents must be equal or 1, "
                "counted from the last axis");
};

/// Element-wise function of one or more tensors, which broadcast as in PyTorch. A function named as
/// a layer, `relu` or `add`, means map<relu>, map<add>.
template <class Function>
struct map {
  static constexpr const char* kind = Function::name;
  static constexpr std::size_t arity = any_arity;
  using function = Function;

  template <class... In>
  using on = detail::map_on<map, detail::map_fits<map, In...>::value, In...>;
};

GENN_NAMESPACE_END

#include <genn/undef.hpp>

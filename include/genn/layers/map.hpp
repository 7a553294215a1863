// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <genn/functions/arithmetic.hpp>
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

template <class Layer, class... In>
struct map_fits {
  static constexpr bool value = map_value<In...>::value.valid();
  static_assert(value,
                "map: the shapes of the operands do not broadcast; extents must be equal or 1, "
                "counted from the last axis");
};

template <class Layer, bool Fits, class... In>
struct map_on : misfit {};

template <class Layer, class... In>
struct map_on<Layer, true, In...> : reading<tensor<f32, shape_of<map_value<In...>>>> {
  static constexpr extents out = map_value<In...>::value;
  static constexpr bool one_shape = ((In::size == out.size()) && ...);
  static constexpr index_t operand_size[sizeof...(In)] = {In::size...};

  static constexpr index_t lag(index_t operand) {
    return lag_of_map(operand_size[operand], out.size());
  }

  template <class... X>
  GENN_NOINLINE static void run(void*, float* y, X... x) {
    evaluate(y, x...);
  }
  template <class... X>
  static constexpr void evaluate(float* y, X... x) {
    using namespace kernels::reference;
    if constexpr (one_shape)
      map(out.size(), y, typename Layer::function{}, x...);
    else
      map_broadcast(out, y, typename Layer::function{},
                    broadcast_operand<X>{x, steps_of(In::shape::value, out)}...);
  }
};

}  // namespace detail

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

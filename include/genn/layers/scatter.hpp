// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <genn/kernels/reference/scatter.hpp>
#include <genn/layers/layer.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace detail {

template <class In, class Index, class Parts>
struct scatter_fits {
  static constexpr extents in = In::shape::value, parts = Parts::shape::value;
  static constexpr bool ranks = in.rank == 2 && Index::shape::rank == 1 && parts.rank == 2;
  static constexpr bool value = ranks && parts.at[0] == Index::size && parts.at[1] == in.at[1];
};

template <class Layer, class In, class Index, class Parts,
          bool Fits = scatter_fits<In, Index, Parts>::value>
struct scatter_on : misfit<scatter_fits<In, Index, Parts>> {};

template <class Layer, class In, class Index, class Parts>
struct scatter_on<Layer, In, Index, Parts, true> : reading<tensor<f32, typename In::shape>> {
  template <class X, class I, class P>
  GENN_NOINLINE static void run(void*, float* y, X x, I index, P parts) {
    evaluate(y, x, index, parts);
  }
  template <class X, class I, class P>
  static constexpr void evaluate(float* y, X x, I index, P parts) {
    constexpr extents in = In::shape::value;
    kernels::reference::scatter(in.at[0], Index::size, in.at[1], x, index, parts, y,
                                typename Layer::function{});
  }
};

}  // namespace detail

template <class Network, std::size_t I, class Name, class In, class Index, class Parts>
struct model_of<Network, refused<I, Name, detail::scatter_fits<In, Index, Parts>>>
    : detail::refused_model {
  static_assert(detail::scatter_fits<In, Index, Parts>::value,
                "scatter: the operands must be shape<length, inner>, shape<count> and shape<count, "
                "inner>; put `reshape` before it");
};

/// The first operand, [length, inner], with rows of the third, [count, inner], joined to those rows
/// whose numbers the second holds: second replaces them, add adds.
template <class Function>
struct scatter {
  static constexpr char kind[] = "scatter";
  static constexpr std::size_t arity = 3;
  static constexpr bool floats_only = true;
  using function = Function;

  template <class In, class Index, class Parts>
  using on = detail::scatter_on<scatter, In, Index, Parts>;
};

GENN_NAMESPACE_END

#include <genn/undef.hpp>

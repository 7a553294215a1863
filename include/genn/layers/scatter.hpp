// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <genn/functions/arithmetic.hpp>
#include <genn/kernels/reference/scatter.hpp>
#include <genn/layers/concat.hpp>
#include <genn/layers/gather.hpp>
#include <genn/layers/map.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace detail {

template <class Layer, class In, class Index, class Parts>
struct scatter_fits {
  static constexpr extents in = In::shape::value, parts = Parts::shape::value;
  static constexpr bool ranks = in.rank == 2 && Index::shape::rank == 1 && parts.rank == 2;
  static constexpr bool shapes = ranks && parts.at[0] == Index::size && parts.at[1] == in.at[1];
  static constexpr bool index = !shapes || names_rows<typename Index::element>;
  // The integers of the other forms are moved, not computed with.
  static constexpr bool joined = std::is_same_v<typename Layer::function, second> ||
                                 joins<typename Layer::function, typename In::element>;
  static constexpr bool numbers =
      !shapes || !index || (same_numbers<typename In::element, typename Parts::element> && joined);
  static constexpr bool value = shapes && index && numbers;
};

template <class Layer, class In, class Index, class Parts,
          bool Fits = scatter_fits<Layer, In, Index, Parts>::value>
struct scatter_on : misfit<scatter_fits<Layer, In, Index, Parts>> {};

template <class Layer, class In, class Index, class Parts>
struct scatter_on<Layer, In, Index, Parts, true>
    : reading<tensor<typename In::element, typename In::shape>> {
  using type = typename In::type;
  template <class X, class I, class P>
  GENN_NOINLINE static void run(void*, type* y, X x, I index, P parts) {
    evaluate(y, x, index, parts);
  }
  template <class X, class I, class P>
  static constexpr void evaluate(type* y, X x, I index, P parts) {
    constexpr extents in = In::shape::value;
    kernels::reference::scatter(in.at[0], Index::size, in.at[1], x, index, parts, y,
                                typename Layer::function{});
  }
};

}  // namespace detail

template <class Network, std::size_t I, class Name, class Layer, class In, class Index, class Parts>
struct model_of<Network, refused<I, Name, detail::scatter_fits<Layer, In, Index, Parts>>>
    : detail::refused_model {
  using fits = detail::scatter_fits<Layer, In, Index, Parts>;
  static_assert(fits::shapes,
                "scatter: the operands must be shape<length, inner>, shape<count> and shape<count, "
                "inner>; put `reshape` before it");
  static_assert(
      fits::index,
      "scatter: the numbers of rows must be f32, int32 or int64; put `dequantize` before it");
  static_assert(fits::numbers,
                "scatter: integers must have one form and one scale, and only replace others; put "
                "`dequantize` before it");
};

/// The first operand, [length, inner], with rows of the third, [count, inner], joined to those rows
/// whose numbers the second holds: second replaces them, of any form,
/// add adds.
template <class Function>
struct scatter {
  static constexpr char kind[] = "scatter";
  static constexpr std::size_t arity = 3;
  using function = Function;

  template <class In, class Index, class Parts>
  using on = detail::scatter_on<scatter, In, Index, Parts>;
};

GENN_NAMESPACE_END

#include <genn/undef.hpp>

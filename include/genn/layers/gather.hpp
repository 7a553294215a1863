// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <genn/kernels/reference/gather.hpp>
#include <genn/layers/layer.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace detail {

/// Elements that can hold numbers of rows.
template <class Element>
inline constexpr bool names_rows = std::is_same_v<Element, f32> || std::is_same_v<Element, int32> ||
                                   std::is_same_v<Element, int64>;

template <class In, class Index>
struct gather_fits {
  static constexpr bool shapes = In::shape::rank == 2 && Index::shape::rank == 1;
  static constexpr bool index = !shapes || names_rows<typename Index::element>;
  static constexpr bool value = shapes && index;
};

template <class In, class Index>
struct gather_value {
  static constexpr extents value{2, {Index::size, In::shape::value.at[1]}};
};

template <class In, class Index, bool Fits = gather_fits<In, Index>::value>
struct gather_on : misfit<gather_fits<In, Index>> {};

template <class In, class Index>
struct gather_on<In, Index, true>
    : reading<tensor<typename In::element, shape_of<gather_value<In, Index>>>> {
  using type = typename In::type;
  template <class X, class I>
  GENN_NOINLINE static void run(void*, type* y, X x, I index) {
    evaluate(y, x, index);
  }
  template <class X, class I>
  static constexpr void evaluate(type* y, X x, I index) {
    constexpr extents in = In::shape::value;
    kernels::reference::gather(in.at[0], Index::size, in.at[1], x, index, y);
  }
};

}  // namespace detail

template <class Network, std::size_t I, class Name, class In, class Index>
struct model_of<Network, refused<I, Name, detail::gather_fits<In, Index>>> : detail::refused_model {
  using fits = detail::gather_fits<In, Index>;
  static_assert(fits::shapes,
                "gather: the operands must be shape<length, inner> and shape<count>; put `reshape` "
                "before it");
  static_assert(
      fits::index,
      "gather: the numbers of rows must be f32, int32 or int64; put `dequantize` before it");
};

/// Rows of the first operand, [length, inner], whose numbers the second one holds, [count]:
/// torch.nn.Embedding, indexing. Rows are of any form, their numbers f32, int32 or int64. Numbers
/// outside read the nearest row.
struct gather {
  static constexpr char kind[] = "gather";
  static constexpr std::size_t arity = 2;

  template <class In, class Index>
  using on = detail::gather_on<In, Index>;
};

GENN_NAMESPACE_END

#include <genn/undef.hpp>

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <genn/kernels/reference/gather.hpp>
#include <genn/layers/layer.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace detail {

template <class In, class Index>
struct gather_fits {
  static constexpr bool value = In::shape::rank == 2 && Index::shape::rank == 1;
};

template <class In, class Index>
struct gather_value {
  static constexpr extents value{2, {Index::size, In::shape::value.at[1]}};
};

template <class In, class Index, bool Fits = gather_fits<In, Index>::value>
struct gather_on : misfit<gather_fits<In, Index>> {};

template <class In, class Index>
struct gather_on<In, Index, true> : reading<tensor<f32, shape_of<gather_value<In, Index>>>> {
  template <class X, class I>
  GENN_NOINLINE static void run(void*, float* y, X x, I index) {
    evaluate(y, x, index);
  }
  template <class X, class I>
  static constexpr void evaluate(float* y, X x, I index) {
    constexpr extents in = In::shape::value;
    kernels::reference::gather(in.at[0], Index::size, in.at[1], x, index, y);
  }
};

}  // namespace detail

template <class Network, std::size_t I, class Name, class In, class Index>
struct model_of<Network, refused<I, Name, detail::gather_fits<In, Index>>> : detail::refused_model {
  static_assert(detail::gather_fits<In, Index>::value,
                "gather: the operands must be shape<length, inner> and shape<count>; put `reshape` "
                "before it");
};

/// Rows of the first operand, [length, inner], whose numbers the second one holds, [count]:
/// torch.nn.Embedding, indexing. Numbers outside read the nearest row.
struct gather {
  static constexpr char kind[] = "gather";
  static constexpr std::size_t arity = 2;
  static constexpr bool floats_only = true;

  template <class In, class Index>
  using on = detail::gather_on<In, Index>;
};

GENN_NAMESPACE_END

#include <genn/undef.hpp>

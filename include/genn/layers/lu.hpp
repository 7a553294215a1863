// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <genn/kernels/reference/lu.hpp>
#include <genn/layers/layer.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace detail {

template <class Layer, class In>
struct lu_fits {
  static constexpr bool value = In::shape::rank == 3;
};

template <class In>
struct lu_value {
  static constexpr extents in = In::shape::value;
  static constexpr extents value{3, {in.at[0], in.at[1], in.at[2] + 2}};
};

template <class Layer, class In, bool Fits = lu_fits<Layer, In>::value>
struct lu_on : misfit<lu_fits<Layer, In>> {};

template <class Layer, class In>
struct lu_on<Layer, In, true> : reading<tensor<f32, shape_of<lu_value<In>>>> {
  template <class X>
  GENN_NOINLINE static void run(void*, float* y, X x) {
    evaluate(y, x);
  }
  template <class X>
  static constexpr void evaluate(float* y, X x) {
    constexpr extents in = In::shape::value;
    kernels::reference::lu<Layer::pivots>({in.at[0], in.at[1], in.at[2]}, x, y);
  }
};

}  // namespace detail

template <class Network, std::size_t I, class Name, class Layer, class In>
struct model_of<Network, refused<I, Name, detail::lu_fits<Layer, In>>> : detail::refused_model {
  static_assert(detail::lu_fits<Layer, In>::value,
                "lu: the input must be shape<batch, rows, columns>; put `reshape` before it");
};

namespace detail {

template <bool Pivots>
struct lu_layer {
  static constexpr char kind[] = "lu";
  static constexpr std::size_t arity = 1;
  template <class Element>
  static constexpr bool takes = std::is_same_v<Element, f32>;
  static constexpr bool pivots = Pivots;

  template <class In>
  using on = lu_on<lu_layer, In>;
};

}  // namespace detail

/// The factors of matrices, [batch, rows, columns] -> [batch, rows, columns + 2]: L and U in one
/// (torch.linalg.lu_factor), then the row that each step exchanged, and which row each one was.
struct lu : detail::lu_layer<true> {};

/// The same without exchanges, for matrices that need none: symmetric, positive ones.
struct lu_without_pivots : detail::lu_layer<false> {};

GENN_NAMESPACE_END

#include <genn/undef.hpp>

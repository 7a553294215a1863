// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <genn/kernels/reference/solve_triangular.hpp>
#include <genn/layers/layer.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

/// Which triangle of a matrix counts, and whether its diagonal is taken for ones.
template <bool Lower, bool Unit>
struct triangle {
  static constexpr bool is_lower = Lower, is_unit = Unit;
};
using lower = triangle<true, false>;
using upper = triangle<false, false>;
using unit_lower = triangle<true, true>;
using unit_upper = triangle<false, true>;

namespace detail {

template <class Layer, class A, class X>
struct triangular_fits {
  static constexpr extents a = A::shape::value, x = X::shape::value;
  static constexpr bool value =
      a.rank == 3 && x.rank == 3 && a.at[0] == x.at[0] && a.at[1] == a.at[2] && a.at[1] == x.at[1];
};

template <class Layer, class A, class X, bool Fits = triangular_fits<Layer, A, X>::value>
struct triangular_on : misfit<triangular_fits<Layer, A, X>> {};

template <class Layer, class A, class X>
struct triangular_on<Layer, A, X, true> : reading<tensor<f32, typename X::shape>> {
  template <class M, class B>
  GENN_NOINLINE static void run(void*, float* y, M a, B x) {
    evaluate(y, a, x);
  }
  template <class M, class B>
  static constexpr void evaluate(float* y, M a, B x) {
    constexpr extents in = X::shape::value;
    using where = typename Layer::where;
    kernels::reference::solve_triangular<where::is_lower, where::is_unit>(
        {in.at[0], in.at[1], in.at[2]}, a, x, y);
  }
};

}  // namespace detail

template <class Network, std::size_t I, class Name, class Layer, class A, class X>
struct model_of<Network, refused<I, Name, detail::triangular_fits<Layer, A, X>>>
    : detail::refused_model {
  static_assert(detail::triangular_fits<Layer, A, X>::value,
                "solve_triangular: the operands must be shape<batch, size, size> and shape<batch, "
                "size, columns>; put `reshape` before it");
};

/// The solution of triangular equations, [batch, size, size] and right sides [batch, size, columns]
/// (torch.linalg.solve_triangular). Triangle: lower, upper, unit_lower, unit_upper.
template <class Triangle>
struct solve_triangular {
  using where = Triangle;
  static constexpr char kind[] = "solve_triangular";
  static constexpr std::size_t arity = 2;
  template <class Element>
  static constexpr bool takes = std::is_same_v<Element, f32>;

  template <class A, class X>
  using on = detail::triangular_on<solve_triangular, A, X>;
};

GENN_NAMESPACE_END

#include <genn/undef.hpp>

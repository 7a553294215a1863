// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <genn/kernels/reference/matmul.hpp>
#include <genn/layers/layer.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace detail {

template <class A, class B>
struct matmul_fits {
  static constexpr extents a = A::shape::value, b = B::shape::value;
  static constexpr bool matrices = a.rank == 3 && b.rank == 3;
  static constexpr bool value =
      matrices && a.at[2] == b.at[1] && (a.at[0] == b.at[0] || a.at[0] == 1 || b.at[0] == 1);
};

template <class A, class B>
struct matmul_value {
  static constexpr extents a = A::shape::value, b = B::shape::value;
  static constexpr extents value{3, {a.at[0] > b.at[0] ? a.at[0] : b.at[0], a.at[1], b.at[2]}};
};

template <class A, class B, bool Fits = matmul_fits<A, B>::value>
struct matmul_on : misfit<matmul_fits<A, B>> {};

template <class A, class B>
struct matmul_on<A, B, true> : reading<tensor<f32, shape_of<matmul_value<A, B>>>> {
  static constexpr extents a = A::shape::value, b = B::shape::value;
  static constexpr matmul_sizes sizes{matmul_value<A, B>::value.at[0],
                                      a.at[1],
                                      a.at[2],
                                      b.at[2],
                                      a.at[0] == 1 ? 0 : a.at[1] * a.at[2],
                                      b.at[0] == 1 ? 0 : b.at[1] * b.at[2]};
  static constexpr std::uint64_t macs = std::uint64_t(sizes.batch) * std::uint64_t(sizes.rows) *
                                        std::uint64_t(sizes.inner) * std::uint64_t(sizes.columns);
  template <class X, class W>
  GENN_NOINLINE static void run(void*, float* y, X x, W w) {
    evaluate(y, x, w);
  }
  template <class X, class W>
  static constexpr void evaluate(float* y, X x, W w) {
    kernels::reference::matmul(sizes, x, w, y);
  }
};

}  // namespace detail

template <class Network, std::size_t I, class Name, class A, class B>
struct model_of<Network, refused<I, Name, detail::matmul_fits<A, B>>> : detail::refused_model {
  static_assert(detail::matmul_fits<A, B>::value,
                "matmul: the operands must be shape<batch, rows, inner> and shape<batch, inner, "
                "columns>; put `reshape` before it");
};

/// Products of matrices, [batch, rows, inner] by [batch, inner, columns] (torch.bmm); a batch of 1
/// repeats.
struct matmul {
  static constexpr char kind[] = "matmul";
  static constexpr std::size_t arity = 2;
  static constexpr bool floats_only = true;

  template <class A, class B>
  using on = detail::matmul_on<A, B>;
};

GENN_NAMESPACE_END

#include <genn/undef.hpp>

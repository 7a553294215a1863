// SPDX-License-Identifier: BSL-1.0
// Matrix products of two tensors that both flow.
#pragma once

#include <genn/functions/whole.hpp>
#include <genn/kernels/reference/sum.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

/// `batch` products of a [rows, inner] and a [inner, columns] matrix. A pitch of 0 repeats a
/// matrix.
struct matmul_sizes {
  index_t batch, rows, inner, columns;
  index_t pitch_a, pitch_b;
};

/// The arithmetic of integers: the zero points of both operands, and how sums end.
struct matmul_numbers {
  rescaling rescale;
  std::int32_t multiplier;
  std::int32_t zeros[2];
};

namespace kernels::reference {

/// y[n, r, c] = f(sum over k of a[n, r, k] * b[n, k, c]), in the order of k. The innermost loop
/// runs over columns: it vectorises, and sums stay in order.
template <class A, class B, class Y, class F>
constexpr void matmul(const matmul_sizes& n, A a, B b, Y y, F f) {
  for (index_t i = 0; i < n.batch; ++i)
    for (index_t r = 0; r < n.rows; ++r) {
      const index_t out = (i * n.rows + r) * n.columns;
      for (index_t c = 0; c < n.columns; ++c) y[out + c] = 0.0f;
      for (index_t k = 0; k < n.inner; ++k) {
        const float factor = a[i * n.pitch_a + r * n.inner + k];
        const index_t row = i * n.pitch_b + k * n.columns;
        for (index_t c = 0; c < n.columns; ++c) y[out + c] += factor * b[row + c];
      }
      for (index_t c = 0; c < n.columns; ++c) y[out + c] = f(y[out + c]);
    }
}

/// The same of integers: y = end of the sum over k of (a - zeros[0]) * (b - zeros[1]).
template <class A, class B, class Y>
constexpr void integer_matmul(const matmul_sizes& n, A a, B b, Y y, const matmul_numbers& how) {
  for (index_t i = 0; i < n.batch; ++i)
    for (index_t r = 0; r < n.rows; ++r)
      for (index_t c = 0; c < n.columns; ++c) {
        std::int32_t sum = 0;
        for (index_t k = 0; k < n.inner; ++k)
          sum += (std::int32_t(a[i * n.pitch_a + r * n.inner + k]) - how.zeros[0]) *
                 (std::int32_t(b[i * n.pitch_b + k * n.columns + c]) - how.zeros[1]);
        y[(i * n.rows + r) * n.columns + c] =
            static_cast<element_of<Y>>(how.rescale.with_multiplier(sum, how.multiplier));
      }
}

/// The same of PyTorch's integers, which wrap around.
template <class A, class B, class Y>
constexpr void whole_matmul(const matmul_sizes& n, A a, B b, Y y) {
  using number = element_of<Y>;
  for (index_t i = 0; i < n.batch; ++i)
    for (index_t r = 0; r < n.rows; ++r)
      for (index_t c = 0; c < n.columns; ++c) {
        number sum = 0;
        for (index_t k = 0; k < n.inner; ++k) {
          const number x = detail::whole_number<number>(a[i * n.pitch_a + r * n.inner + k]);
          const number w = detail::whole_number<number>(b[i * n.pitch_b + k * n.columns + c]);
          sum = detail::on_integers(add{}, sum, detail::on_integers(mul{}, x, w));
        }
        y[(i * n.rows + r) * n.columns + c] = sum;
      }
}

}  // namespace kernels::reference

GENN_NAMESPACE_END

#include <genn/undef.hpp>

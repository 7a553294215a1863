// SPDX-License-Identifier: BSL-1.0
// Substitution, forward and backward.
#pragma once

#include <genn/shape/shape.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

/// `count` triangular matrices of `size` x `size`, with `columns` right sides each.
struct triangular_sizes {
  index_t count, size, columns;
};

namespace kernels::reference {

/// y with a y = x: of a only the triangle counts, and its diagonal unless that is Unit.
template <bool Lower, bool Unit, class A, class X, class Y>
constexpr void solve_triangular(triangular_sizes n, A a, X x, Y y) {
  for (index_t i = 0; i < n.count; ++i)
    for (index_t step = 0; step < n.size; ++step) {
      const index_t r = Lower ? step : n.size - 1 - step;
      const index_t row = (i * n.size + r) * n.size, out = (i * n.size + r) * n.columns;
      for (index_t c = 0; c < n.columns; ++c) y[out + c] = x[out + c];
      for (index_t k = Lower ? 0 : r + 1; k < (Lower ? r : n.size); ++k) {
        const float factor = a[row + k];
        const index_t known = (i * n.size + k) * n.columns;
        for (index_t c = 0; c < n.columns; ++c) y[out + c] -= factor * y[known + c];
      }
      if (!Unit)
        for (index_t c = 0; c < n.columns; ++c) y[out + c] /= a[row + r];
    }
}

}  // namespace kernels::reference

GENN_NAMESPACE_END

#include <genn/undef.hpp>

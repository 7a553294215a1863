// SPDX-License-Identifier: BSL-1.0
// Gaussian elimination.
#pragma once

#include <genn/math/fabs.hpp>
#include <genn/shape/shape.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::reference {

/// `count` matrices of `rows` x `columns`.
struct lu_sizes {
  index_t count, rows, columns;
  constexpr index_t width() const { return columns + 2; }
};

/// Row r of each result: the row of L and U in one, the number of the row that step r exchanged
/// with it, and which row of the operand it was. Without pivots no rows are exchanged.
template <bool Pivots, class X, class Y>
constexpr void lu(lu_sizes n, X x, Y y) {
  const index_t width = n.width();
  for (index_t i = 0; i < n.count; ++i) {
    const index_t first = i * n.rows * width;
    for (index_t r = 0; r < n.rows; ++r) {
      for (index_t c = 0; c < n.columns; ++c)
        y[first + r * width + c] = x[(i * n.rows + r) * n.columns + c];
      y[first + r * width + n.columns] = y[first + r * width + n.columns + 1] = float(r);
    }
    for (index_t k = 0; k < n.rows && k < n.columns; ++k) {
      const index_t row = first + k * width;
      index_t pivot = k;
      if (Pivots)
        for (index_t r = k + 1; r < n.rows; ++r)
          if (math::fabs(y[first + r * width + k]) > math::fabs(y[first + pivot * width + k]))
            pivot = r;
      if (pivot != k)
        for (index_t c = 0; c < width; ++c) {
          const float other = y[first + pivot * width + c];
          y[first + pivot * width + c] = y[row + c];
          y[row + c] = other;
        }
      // The column of steps stays where it is.
      y[first + pivot * width + n.columns] = float(pivot);
      y[row + n.columns] = float(pivot);
      const float diagonal = y[row + k];
      for (index_t r = k + 1; r < n.rows; ++r) {
        const index_t below = first + r * width;
        const float factor = diagonal == 0.0f ? y[below + k] : y[below + k] / diagonal;
        y[below + k] = factor;
        for (index_t c = k + 1; c < n.columns; ++c) y[below + c] -= factor * y[row + c];
      }
    }
  }
}

}  // namespace kernels::reference

GENN_NAMESPACE_END

#include <genn/undef.hpp>

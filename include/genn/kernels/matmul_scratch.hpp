// SPDX-License-Identifier: BSL-1.0
// Scratch memory of a product of two matrices of integers, the same on every machine.
#pragma once

#include <genn/kernels/reference/matmul.hpp>
#include <genn/kernels/rows.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels {

/// The rows that are multiplied, widened first, and some columns.
struct matmul_scratch {
  index_t rows, columns;  ///< bytes of rows; columns at once
  constexpr explicit matmul_scratch(const matmul_sizes& n)
      : rows(10 * whole_words(n.inner)), columns(most_bytes / (2 * n.inner) & ~index_t{1}) {
    if (columns < 2) columns = 2;
    if (columns > n.columns) columns = n.columns;
  }
  constexpr index_t bytes(index_t inner) const { return rows + 2 * inner * columns; }

 private:
  static constexpr index_t most_bytes = 2048;
};

}  // namespace kernels

GENN_NAMESPACE_END

#include <genn/undef.hpp>

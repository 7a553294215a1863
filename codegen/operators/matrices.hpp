// SPDX-License-Identifier: BSL-1.0
// Matrices in the last two axes, as batches of one axis.
#pragma once

#include "operators/pieces.hpp"

namespace genn::operators {

/// [..., rows, columns] as [batch, rows, columns].
ir::value_id as_matrices(lowering& l, ir::value_id x);
/// Of [batch, rows, columns].
ir::value_id turned(lowering& l, ir::value_id matrices);
/// [batch, size, size] of ones on the diagonal.
ir::value_id identity_matrices(lowering& l, std::int64_t batch, std::int64_t size);
/// The elements on one side of the diagonal or on it; others are zero.
ir::value_id triangle_of(lowering& l, ir::value_id matrices, bool lower, bool with_diagonal = true);
/// [batch, size] of [batch, rows, columns].
ir::value_id diagonal_of(lowering& l, ir::value_id matrices);

/// Matrices [..., size, size] and right sides [..., size, columns], as [batch, ...]: leading axes
/// broadcast.
struct equations {
  ir::value_id a, b;
};
equations with_same_batch(lowering& l, ir::value_id a, ir::value_id b);

/// Factors of [batch, rows, columns].
struct lu_factors {
  ir::value_id both;   ///< L below the diagonal, U on it and above: [batch, rows, columns]
  ir::value_id steps;  ///< the row that each step exchanged with its own, [batch, steps]
  ir::value_id rows;   ///< which row of the operand each one is, [batch, rows]
};
lu_factors factorized(lowering& l, ir::value_id matrices, bool pivots = true);

/// x with a x = b, of [batch, size, size] and [batch, size, columns].
ir::value_id solved_triangular(lowering& l, ir::value_id a, ir::value_id b, bool lower,
                               bool unit = false);
ir::value_id solved_by_factors(lowering& l, const lu_factors& f, ir::value_id b);
ir::value_id solved(lowering& l, ir::value_id a, ir::value_id b);
/// Numbers of rows [batch, size] in the rows of all matrices, [batch * size].
ir::value_id rows_in_batch(lowering& l, ir::value_id rows);
ir::value_id inverse_of(lowering& l, ir::value_id matrices);

}  // namespace genn::operators

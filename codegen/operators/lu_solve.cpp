// SPDX-License-Identifier: BSL-1.0
// Equations whose matrix is given by its factors.
#include "operators/matrices.hpp"
#include "operators/table.hpp"

namespace genn::operators {

namespace {

// Which row of the operand each row of the factors is, [batch, size], from the rows that the steps
// exchanged, counted from 1.
ir::value_id rows_of_steps(lowering& l, ir::value_id steps) {
  const std::int64_t batch = l.shape(steps)[0], size = l.shape(steps)[1];
  const ir::value_id place =
      index_constant(l, {size}, natural_order(static_cast<std::size_t>(size)));
  ir::value_id rows = expand(l, place, {batch, size});
  for (std::int64_t i = 0; i < size; ++i) {
    const ir::value_id other = map(l, {"add_scalar", {-1.0f}}, slice(l, steps, 1, i, 1));
    const ir::value_id there = join(l, "eq", place, other);
    const ir::value_id its_row = l.reshape(sum_of_last(l, join(l, "mul", rows, there)), {batch, 1});
    const ir::value_id exchanged = choose(l, there, slice(l, rows, 1, i, 1), rows);
    rows = choose(l, join(l, "eq", place, static_cast<double>(i)), its_row, exchanged);
  }
  return rows;
}

// x with A x = b, or with the transpose of A, whose factors are given.
ir::value_id solved_by(lowering& l, const lu_factors& f, ir::value_id b, bool transposed) {
  if (!transposed) return solved_by_factors(l, f, b);
  const ir::value_id y = solved_triangular(l, turned(l, f.both), b, true);
  const ir::value_id z = solved_triangular(l, turned(l, f.both), y, false, true);
  // Row i of the factors is row rows[i] of the solution.
  const ir::dims shape = l.shape(b), flat{shape[0] * shape[1], shape[2]};
  const ir::value_id places = rows_in_batch(l, f.rows);
  return l.reshape(
      l.add(ir::scatter{"second"}, {l.reshape(z, flat), places, l.reshape(z, flat)}, flat), shape);
}

void finish(lowering& l, ir::value_id factors, ir::value_id steps, ir::value_id b, bool left,
            bool transposed) {
  const equations e = with_same_batch(l, factors, b);
  const std::int64_t size = l.shape(e.a)[1], batch = l.shape(e.a)[0];
  ir::dims wanted(l.result_type().shape.begin(), l.result_type().shape.end() - 2);
  wanted.push_back(size);
  const ir::value_id exchanged = l.reshape(expand(l, l.as_floats(steps), wanted), {batch, size});
  const lu_factors f{e.a, exchanged, rows_of_steps(l, exchanged)};
  const ir::value_id x = left ? solved_by(l, f, e.b, transposed)
                              : turned(l, solved_by(l, f, turned(l, e.b), !transposed));
  l.finish(l.reshape(x, l.result_type().shape));
}

void lower_linalg_lu_solve(lowering& l) {
  finish(l, l.tensor("LU"), l.tensor("pivots"), l.tensor("B"), l.boolean("left"),
         l.boolean("adjoint"));
}
void lower_lu_solve(lowering& l) {
  finish(l, l.tensor("LU_data"), l.tensor("LU_pivots"), l.tensor("self"), true, false);
}

}  // namespace

std::vector<row> lu_solve_rows() {
  return {
      {"aten.linalg_lu_solve.default", "contract", lower_linalg_lu_solve},
      {"aten.lu_solve.default", "contract", lower_lu_solve},
  };
}

}  // namespace genn::operators

// SPDX-License-Identifier: BSL-1.0
// Matrices as products of triangular ones.
#include <algorithm>

#include "operators/matrices.hpp"
#include "operators/table.hpp"

namespace genn::operators {

namespace {

// Columns of L of A = L U times the roots of the diagonal of U: A is symmetric, and only one
// triangle of it counts.
void lower_cholesky(lowering& l) {
  const ir::value_id a = as_matrices(l, l.tensor("self"));
  const bool upper = l.boolean("upper");
  const ir::value_id half = triangle_of(l, a, !upper);
  const ir::value_id other = turned(l, triangle_of(l, a, !upper, false));
  const ir::value_id factors = factorized(l, join(l, "add", half, other), false).both;
  const ir::dims shape = l.shape(factors);
  const ir::value_id diagonal = diagonal_of(l, factors);
  const ir::value_id ones = identity_matrices(l, 1, shape[1]);
  const ir::value_id unit = join(l, "add", triangle_of(l, factors, true, false), ones);
  const ir::value_id roots = l.reshape(map(l, {"sqrt", {}}, diagonal), {shape[0], 1, shape[1]});
  const ir::value_id y = join(l, "mul", unit, roots);
  l.finish(l.reshape(upper ? turned(l, y) : y, l.result_type().shape));
  if (l.is_read(1)) l.finish(expand(l, l.number(0.0), l.result_type(1).shape), 1);
}

// x with L L' x = b.
ir::value_id solved_by_cholesky(lowering& l, ir::value_id factor, ir::value_id b) {
  const bool upper = l.boolean("upper");
  const ir::value_id lower = upper ? turned(l, factor) : factor;
  return solved_triangular(l, turned(l, lower), solved_triangular(l, lower, b, true), false);
}
void lower_cholesky_solve(lowering& l) {
  const equations e = with_same_batch(l, l.tensor("input2"), l.tensor("self"));
  l.finish(l.reshape(solved_by_cholesky(l, e.a, e.b), l.result_type().shape));
}
void lower_cholesky_inverse(lowering& l) {
  const ir::value_id factor = as_matrices(l, l.tensor("self"));
  const ir::dims shape = l.shape(factor);
  const ir::value_id x = solved_by_cholesky(l, factor, identity_matrices(l, shape[0], shape[1]));
  l.finish(l.reshape(x, l.result_type().shape));
}

bool with_pivots(lowering& l) { return !l.is_given("pivot") || l.boolean("pivot"); }

// L and U in one, and the rows exchanged, counted from 1.
void lower_lu_factor(lowering& l) {
  const ir::value_id a = l.tensor(l.is_given("A") ? "A" : "self");
  const lu_factors f = factorized(l, as_matrices(l, a), with_pivots(l));
  l.finish(l.reshape(f.both, l.result_type().shape));
  if (l.is_read(1))
    l.finish(l.reshape(map(l, {"add_scalar", {1.0f}}, f.steps), l.result_type(1).shape), 1);
  if (l.is_read(2)) l.finish(expand(l, l.number(0.0), l.result_type(2).shape), 2);
}

// P, L, U with A = P L U.
void lower_lu(lowering& l) {
  const ir::value_id a = as_matrices(l, l.tensor("A"));
  const std::int64_t batch = l.shape(a)[0], rows = l.shape(a)[1], columns = l.shape(a)[2];
  const std::int64_t rank = std::min(rows, columns);
  const lu_factors f = factorized(l, a, with_pivots(l));
  if (with_pivots(l) && l.is_read(0)) {
    const ir::dims all = natural_order(static_cast<std::size_t>(rows));
    const ir::value_id exchanged =
        join(l, "eq", l.reshape(f.rows, {batch, 1, rows}), index_constant(l, {rows, 1}, all));
    l.finish(l.reshape(exchanged, l.result_type(0).shape), 0);
  }
  // Row r of the identity of which the first `rank` columns are left.
  std::vector<float> ones;
  for (std::int64_t r = 0; r < rows; ++r)
    for (std::int64_t c = 0; c < rank; ++c) ones.push_back(r == c ? 1.0f : 0.0f);
  const ir::value_id diagonal =
      l.add_constant(l.module_name("identity"), {rows, rank}, std::move(ones));
  const ir::value_id lower = triangle_of(l, slice(l, f.both, 2, 0, rank), true, false);
  l.finish(l.reshape(join(l, "add", lower, diagonal), l.result_type(1).shape), 1);
  const ir::value_id upper = triangle_of(l, slice(l, f.both, 1, 0, rank), false);
  l.finish(l.reshape(upper, l.result_type(2).shape), 2);
}

// The first columns of the product of reflections I - tau v v', each v a column below its diagonal.
void lower_householder(lowering& l) {
  const ir::value_id a = as_matrices(l, l.tensor(l.is_given("input") ? "input" : "self"));
  const ir::dims shape = l.shape(a);
  const std::int64_t batch = shape[0], rows = shape[1], count = l.shape(l.tensor("tau")).back();
  const ir::value_id tau = l.reshape(l.tensor("tau"), {batch, 1, count});
  ir::value_id y = slice(l, identity_matrices(l, batch, rows), 2, 0, shape[2]);
  for (std::int64_t k = count; k-- > 0;) {
    std::vector<float> below(static_cast<std::size_t>(rows), 0.0f), one = below;
    for (std::int64_t r = k + 1; r < rows; ++r) below[static_cast<std::size_t>(r)] = 1.0f;
    one[static_cast<std::size_t>(k)] = 1.0f;
    const ir::value_id v = choose(
        l, l.add_constant(l.module_name("mask"), {rows, 1}, std::move(below)), slice(l, a, 2, k, 1),
        l.add_constant(l.module_name("one"), {rows, 1}, std::move(one)));
    const ir::value_id along = product(l, turned(l, v), y);
    y = join(l, "sub", y, product(l, join(l, "mul", v, slice(l, tau, 2, k, 1)), along));
  }
  l.finish(l.reshape(y, l.result_type().shape));
}

}  // namespace

std::vector<row> factor_rows() {
  return {
      {"aten.cholesky.default", "contract", lower_cholesky},
      {"aten.linalg_cholesky.default", "contract", lower_cholesky},
      {"aten.linalg_cholesky_ex.default", "contract", lower_cholesky},
      {"aten.cholesky_solve.default", "contract", lower_cholesky_solve},
      {"aten.cholesky_inverse.default", "contract", lower_cholesky_inverse},
      {"aten.linalg_householder_product.default", "contract", lower_householder},
      {"aten.linalg_lu_factor.default", "contract", lower_lu_factor},
      {"aten.linalg_lu_factor_ex.default", "contract", lower_lu_factor},
      {"aten._lu_with_info.default", "contract", lower_lu_factor},
      {"aten.linalg_lu.default", "contract", lower_lu},
  };
}

}  // namespace genn::operators

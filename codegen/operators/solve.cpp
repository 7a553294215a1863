// SPDX-License-Identifier: BSL-1.0
// Systems of linear equations, inverses, and determinants.
#include <algorithm>
#include <cmath>

#include "operators/matrices.hpp"
#include "operators/table.hpp"

namespace genn::operators {

namespace {

ir::value_id matrix(lowering& l) { return as_matrices(l, l.tensor(l.has("A") ? "A" : "self")); }

// Codes of errors: there are none.
void finish_without_error(lowering& l, std::size_t result) {
  if (l.is_read(result)) l.finish(expand(l, l.number(0.0), l.result_type(result).shape), result);
}

void lower_inverse(lowering& l) {
  l.finish(l.reshape(inverse_of(l, matrix(l)), l.result_type().shape));
  finish_without_error(l, 1);
}

void lower_solve(lowering& l) {
  const ir::value_id a = l.tensor("A");
  ir::value_id b = l.tensor("B");
  const ir::dims of_a = l.shape(a), of_b = l.shape(b);
  l.require(of_a.size() >= 2, "an operand is no matrix");
  const bool vectors = of_b.size() == 1 || (of_a.size() == of_b.size() + 1 &&
                                            of_b == ir::dims(of_a.begin(), of_a.end() - 1));
  if (vectors) {
    ir::dims column = of_b;
    column.push_back(1);
    b = l.reshape(b, column);
  }
  const bool left = vectors || !l.is_given("left") || l.boolean("left");
  const equations e = with_same_batch(l, a, b);
  const ir::value_id x =
      left ? solved(l, e.a, e.b) : turned(l, solved(l, turned(l, e.a), turned(l, e.b)));
  l.finish(l.reshape(x, l.result_type().shape));
  if (l.result_count() > 1) finish_without_error(l, l.result_count() - 1);
}

// x with a x = b, or x a = b.
ir::value_id triangular(lowering& l, const equations& e, bool upper, bool left, bool unit) {
  if (left) return solved_triangular(l, e.a, e.b, !upper, unit);
  return turned(l, solved_triangular(l, turned(l, e.a), turned(l, e.b), upper, unit));
}
void lower_solve_triangular(lowering& l) {
  const equations e = with_same_batch(l, l.tensor("self"), l.tensor("B"));
  const ir::value_id x =
      triangular(l, e, l.boolean("upper"), l.boolean("left"), l.boolean("unitriangular"));
  l.finish(l.reshape(x, l.result_type().shape));
}
void lower_triangular_solve(lowering& l) {
  equations e = with_same_batch(l, l.tensor("A"), l.tensor("self"));
  bool upper = l.boolean("upper");
  if (l.boolean("transpose")) {
    e.a = turned(l, e.a);
    upper = !upper;
  }
  l.finish(
      l.reshape(triangular(l, e, upper, true, l.boolean("unitriangular")), l.result_type().shape));
  if (l.is_read(1)) l.finish(l.tensor("A"), 1);
}

// -1 for each step that exchanged two rows.
ir::value_id sign_of_exchanges(lowering& l, const lu_factors& f) {
  const std::int64_t steps = l.shape(f.steps)[1];
  const ir::value_id own =
      index_constant(l, {steps}, natural_order(static_cast<std::size_t>(steps)));
  return map(l, {"add_scalar", {1.0f}}, scaled(l, join(l, "ne", f.steps, own), -2.0));
}

ir::value_id product_of_rows(lowering& l, ir::value_id rows) {
  return reduce_columns(l, "mul", as_columns(l, rows, {1}));
}

void lower_determinant(lowering& l) {
  const lu_factors f = factorized(l, matrix(l));
  const ir::value_id factors = join(l, "mul", diagonal_of(l, f.both), sign_of_exchanges(l, f));
  l.finish(l.reshape(product_of_rows(l, factors), l.result_type().shape));
}

struct log_determinant {
  ir::value_id sign, logarithm;  ///< [batch]
};
log_determinant logarithm_of_determinant(lowering& l) {
  const lu_factors f = factorized(l, matrix(l));
  const ir::value_id diagonal = diagonal_of(l, f.both);
  const ir::value_id signs =
      join(l, "mul", map(l, {"sign", {}}, diagonal), sign_of_exchanges(l, f));
  return {product_of_rows(l, signs),
          sum_of_last(l, map(l, {"log", {}}, map(l, {"abs", {}}, diagonal)))};
}
void lower_slogdet(lowering& l) {
  const log_determinant d = logarithm_of_determinant(l);
  l.finish(l.reshape(d.sign, l.result_type(0).shape), 0);
  l.finish(l.reshape(d.logarithm, l.result_type(1).shape), 1);
}
void lower_logdet(lowering& l) {
  const log_determinant d = logarithm_of_determinant(l);
  const ir::value_id y = choose(l, join(l, "lt", d.sign, 0.0), l.number(std::nan("")), d.logarithm);
  l.finish(l.reshape(y, l.result_type().shape));
}

// Powers by repeated squaring; below 0 of the inverse.
void lower_matrix_power(lowering& l) {
  ir::value_id x = matrix(l);
  const ir::dims shape = l.shape(x);
  std::int64_t n = l.integer("n");
  if (n < 0) x = inverse_of(l, x);
  std::optional<ir::value_id> y;
  for (n = std::abs(n); n > 0; n /= 2) {
    if (n % 2 == 1) y = y ? product(l, *y, x) : x;
    if (n > 1) x = product(l, x, x);
  }
  l.finish(l.reshape(y ? *y : identity_matrices(l, shape[0], shape[1]), l.result_type().shape));
}

// The inverse of a tensor as the matrix of its first `ind` axes and the others.
void lower_tensor_inverse(lowering& l) {
  const ir::value_id x = l.tensor("self");
  const ir::dims shape = l.shape(x);
  const std::int64_t axes = l.integer("ind");
  l.require(axes > 0 && static_cast<std::size_t>(axes) < shape.size(), "the axes are none");
  const std::int64_t side = ir::count({shape.begin(), shape.begin() + axes});
  l.finish(l.reshape(inverse_of(l, l.reshape(x, {1, side, side})), l.result_type().shape));
}

// x with tensordot(A, x) = B; axes named in `dims` go to the end of A first.
void lower_tensor_solve(lowering& l) {
  ir::value_id a = l.tensor("self");
  const ir::value_id b = l.tensor("other");
  const std::size_t rank = l.shape(a).size();
  if (l.has("dims")) {
    ir::dims order, last;
    for (const std::int64_t axis : l.integers("dims"))
      last.push_back(static_cast<std::int64_t>(lowering::axis_of(axis, rank)));
    for (const std::int64_t axis : natural_order(rank))
      if (std::find(last.begin(), last.end(), axis) == last.end()) order.push_back(axis);
    order.insert(order.end(), last.begin(), last.end());
    a = l.permute(a, order);
  }
  const std::int64_t side = ir::count(l.shape(b));
  const ir::value_id x = solved(l, l.reshape(a, {1, side, side}), l.reshape(b, {1, side, 1}));
  l.finish(l.reshape(x, l.result_type().shape));
}

}  // namespace

std::vector<row> solve_rows() {
  return {
      {"aten.inverse.default", "contract", lower_inverse},
      {"aten.linalg_inv.default", "contract", lower_inverse},
      {"aten.linalg_inv_ex.default", "contract", lower_inverse},
      {"aten.linalg_tensorinv.default", "contract", lower_tensor_inverse},
      {"aten.linalg_tensorsolve.default", "contract", lower_tensor_solve},
      {"aten.linalg_solve.default", "contract", lower_solve},
      {"aten.linalg_solve_ex.default", "contract", lower_solve},
      {"aten._linalg_solve_ex.default", "contract", lower_solve},
      {"aten.linalg_solve_triangular.default", "contract", lower_solve_triangular},
      {"aten.triangular_solve.default", "contract", lower_triangular_solve},
      {"aten.det.default", "contract", lower_determinant},
      {"aten.linalg_det.default", "contract", lower_determinant},
      {"aten._linalg_det.default", "contract", lower_determinant},
      {"aten.slogdet.default", "contract", lower_slogdet},
      {"aten.linalg_slogdet.default", "contract", lower_slogdet},
      {"aten._linalg_slogdet.default", "contract", lower_slogdet},
      {"aten.logdet.default", "contract", lower_logdet},
      {"aten.matrix_power.default", "contract", lower_matrix_power},
      {"aten.linalg_matrix_power.default", "contract", lower_matrix_power},
  };
}

}  // namespace genn::operators

// SPDX-License-Identifier: BSL-1.0
// Norms of matrices: of all elements, or the extreme sum of a row or a column.
#include <cmath>

#include "operators/pieces.hpp"
#include "operators/table.hpp"

namespace genn::operators {

namespace {

// The two axes of the matrices.
ir::dims axes_of_matrix(lowering& l, std::size_t rank) {
  ir::dims axes = l.has("dim") ? l.integers("dim") : ir::dims{-2, -1};
  for (std::int64_t& axis : axes) axis = static_cast<std::int64_t>(lowering::axis_of(axis, rank));
  l.require(axes.size() == 2, "a matrix has two axes");
  return axes;
}

void finish_frobenius(lowering& l) {
  const ir::value_id x = l.tensor("self");
  ir::dims axes = axes_of_matrix(l, l.shape(x).size());
  if (axes[0] > axes[1]) std::swap(axes[0], axes[1]);
  l.finish(l.reshape(norm_of_columns(l, as_columns(l, x, axes), 2.0), l.result_type().shape));
}

// 1: the largest sum of a column, -1 the smallest; infinite: of a row.
void lower_matrix_norm(lowering& l) {
  const ir::value_id x = l.tensor("self");
  const double order = l.number("ord");
  if (std::abs(order) != 1.0 && !std::isinf(order))
    throw limit{"norms of singular values are not supported", "use \"fro\", 1 or infinity"};
  const ir::dims axes = axes_of_matrix(l, l.shape(x).size());
  const std::int64_t summed = axes[std::isinf(order) ? 1 : 0];
  std::int64_t other = axes[std::isinf(order) ? 0 : 1];
  ir::dims shape = l.shape(x);
  shape.erase(shape.begin() + static_cast<std::ptrdiff_t>(summed));
  if (other > summed) --other;
  const ir::value_id sizes = map(l, {"abs", {}}, x);
  const ir::value_id sums =
      l.reshape(reduce_columns(l, "add", as_columns(l, sizes, {summed})), shape);
  const ir::value_id y =
      reduce_columns(l, order > 0.0 ? "maximum" : "minimum", as_columns(l, sums, {other}));
  l.finish(l.reshape(y, l.result_type().shape));
}

void lower_named_norm(lowering& l) {
  if (l.text("ord") != "fro")
    throw limit{"the matrix norm \"" + l.text("ord") + "\" is not supported", "use \"fro\""};
  finish_frobenius(l);
}

// Of all axes, or of one, a vector's.
void lower_norm(lowering& l) {
  const ir::value_id x = l.tensor("self");
  const std::size_t rank = l.shape(x).size();
  if (l.has("ord") && (l.has("dim") ? l.integers("dim").size() : rank) == 2)
    return lower_matrix_norm(l);
  const ir::value_id columns = as_columns(l, x, reduced_axes(l, rank));
  const double p = l.has("ord") ? l.number("ord") : 2.0;
  l.finish(l.reshape(norm_of_columns(l, columns, p), l.result_type().shape));
}

}  // namespace

std::vector<row> matrix_norm_rows() {
  return {
      {"aten.linalg_norm.default", "reduce", lower_norm},
      {"aten.linalg_norm.ord_str", "reduce", lower_named_norm, "\"fro\""},
      {"aten.linalg_matrix_norm.default", "reduce", lower_matrix_norm, "1 and infinity"},
      {"aten.linalg_matrix_norm.str_ord", "reduce", lower_named_norm, "\"fro\""},
  };
}

}  // namespace genn::operators

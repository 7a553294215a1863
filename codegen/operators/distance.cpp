// SPDX-License-Identifier: BSL-1.0
// Norms, distances and similarities.
#include <algorithm>

#include "operators/pieces.hpp"
#include "operators/table.hpp"

namespace genn::operators {

namespace {

ir::value_id columns_of(lowering& l, ir::value_id x) {
  return as_columns(l, x, reduced_axes(l, l.shape(x).size()));
}

void lower_norm(lowering& l) {
  const char* order = l.is_given("ord") ? "ord" : "p";
  const double p = l.is_given(order) && l.has(order) ? l.number(order) : 2.0;
  const ir::value_id columns = columns_of(l, l.tensor("self"));
  l.finish(l.reshape(norm_of_columns(l, columns, p), l.result_type().shape));
}

// A sum over one axis of a tensor; the axis stays, or not.
ir::value_id sum_over(lowering& l, ir::value_id x, std::size_t axis) {
  ir::dims shape = l.shape(x);
  shape.erase(shape.begin() + static_cast<std::ptrdiff_t>(axis));
  const ir::dims reduced{static_cast<std::int64_t>(axis)};
  return l.reshape(reduce_columns(l, "add", as_columns(l, x, reduced)), shape);
}

// x . y / (max(|x|, eps) * max(|y|, eps))
void lower_cosine(lowering& l) {
  const ir::value_id a = with_axes(l, l.tensor("x1")), b = with_axes(l, l.tensor("x2"));
  const ir::dims shape = broadcast(l.shape(a), l.shape(b));
  const ir::value_id x = expand(l, a, shape), y = expand(l, b, shape);
  const std::size_t axis = static_cast<std::size_t>(l.axis("dim", shape.size()));
  const float eps = static_cast<float>(l.number("eps"));
  const auto length = [&](ir::value_id v) {
    const ir::value_id root = map(l, {"sqrt", {}}, sum_over(l, map(l, {"square", {}}, v), axis));
    return map(l, {"clamp_min", {eps}}, root);
  };
  const ir::value_id dot = sum_over(l, join(l, "mul", x, y), axis);
  const ir::value_id cosine = join(l, "div", dot, join(l, "mul", length(x), length(y)));
  l.finish(l.reshape(cosine, l.result_type().shape));
}

// The norm of rows of the last axis, [..., length] -> [...].
ir::value_id norm_of_last(lowering& l, ir::value_id x, double p) {
  ir::dims shape = l.shape(x);
  l.require(!shape.empty(), "an operand has no axes");
  const ir::dims last{static_cast<std::int64_t>(shape.size()) - 1};
  shape.pop_back();
  return l.reshape(norm_of_columns(l, as_columns(l, x, last), p), shape);
}

void lower_pairwise(lowering& l) {
  const ir::value_id way = join(l, "sub", l.tensor("x1"), l.tensor("x2"));
  const float eps = static_cast<float>(l.number("eps"));
  const ir::value_id y = norm_of_last(l, map(l, {"add_scalar", {eps}}, way), l.number("p"));
  l.finish(l.reshape(y, l.result_type().shape));
}

// From each row of x1 to each row of x2.
void lower_cdist(lowering& l) {
  const ir::value_id a = l.tensor("x1"), b = l.tensor("x2");
  ir::dims rows = l.shape(a), columns = l.shape(b);
  l.require(rows.size() >= 2 && columns.size() >= 2, "an operand is no matrix");
  rows.insert(rows.end() - 1, 1);
  columns.insert(columns.end() - 2, 1);
  const ir::value_id way = join(l, "sub", l.reshape(a, rows), l.reshape(b, columns));
  l.finish(l.reshape(norm_of_last(l, way, l.number("p")), l.result_type().shape));
}

// From each row to each one behind it.
void lower_pdist(lowering& l) {
  const ir::value_id x = l.tensor("self");
  const std::int64_t rows = l.shape(x)[0];
  ir::dims from, to;
  for (std::int64_t i = 0; i < rows; ++i)
    for (std::int64_t k = i + 1; k < rows; ++k) {
      from.push_back(i);
      to.push_back(k);
    }
  const ir::dims count{static_cast<std::int64_t>(from.size())};
  const ir::value_id way = join(l, "sub", take(l, x, 0, index_constant(l, count, from)),
                                take(l, x, 0, index_constant(l, count, to)));
  l.finish(norm_of_last(l, way, l.number("p")));
}

void lower_dist(lowering& l) {
  const ir::value_id way = join(l, "sub", l.tensor("self"), l.tensor("other"));
  const ir::value_id flat = l.reshape(way, {ir::count(l.shape(way)), 1});
  l.finish(l.reshape(norm_of_columns(l, flat, l.number("p")), l.result_type().shape));
}

// Slices along an axis whose norm is larger than the limit are scaled down to it.
void lower_renorm(lowering& l) {
  const ir::value_id x = l.tensor("self");
  const std::size_t rank = l.shape(x).size(), axis = lowering::axis_of(l.integer("dim"), rank);
  ir::dims others, kept(rank, 1);
  for (std::size_t i = 0; i < rank; ++i)
    if (i != axis) others.push_back(static_cast<std::int64_t>(i));
  kept[axis] = l.shape(x)[axis];
  const double most = l.number("maxnorm");
  const ir::value_id norm =
      l.reshape(norm_of_columns(l, as_columns(l, x, others), l.number("p")), kept);
  const ir::value_id factor =
      scaled(l, map(l, {"reciprocal", {}}, join(l, "add", norm, 1e-7)), most);
  l.finish(join(l, "mul", x, choose(l, join(l, "gt", norm, most), factor, l.number(1.0))));
}

}  // namespace

std::vector<row> distance_rows() {
  return {
      {"aten.renorm.default", "reduce", lower_renorm},
      {"aten.linalg_vector_norm.default", "reduce", lower_norm},
      {"aten.norm.Scalar", "reduce", lower_norm},
      {"aten.norm.ScalarOpt_dim", "reduce", lower_norm},
      {"aten.norm.ScalarOpt_dim_dtype", "reduce", lower_norm},
      {"aten.norm.ScalarOpt_dtype", "reduce", lower_norm},
      {"aten.frobenius_norm.dim", "reduce", lower_norm},
      {"aten.cosine_similarity.default", "reduce", lower_cosine},
      {"aten.pairwise_distance.default", "reduce", lower_pairwise},
      {"aten.cdist.default", "reduce", lower_cdist},
      {"aten._cdist_forward.default", "reduce", lower_cdist},
      {"aten.pdist.default", "reduce", lower_pdist},
      {"aten._pdist_forward.default", "reduce", lower_pdist},
      {"aten.dist.default", "reduce", lower_dist},
  };
}

}  // namespace genn::operators

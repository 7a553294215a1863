// SPDX-License-Identifier: BSL-1.0
#include <algorithm>

#include "operators/table.hpp"

namespace genn::operators {

namespace {

// The axes that an operator reduces, counted from 0 and sorted; all of them where none are named.
ir::dims reduced_axes(lowering& l, std::size_t rank) {
  ir::dims axes = l.has("dim") ? l.integers("dim") : ir::dims{};
  for (std::int64_t& axis : axes) axis = static_cast<std::int64_t>(lowering::axis_of(axis, rank));
  if (axes.empty())
    for (std::size_t axis = 0; axis < rank; ++axis) axes.push_back(static_cast<std::int64_t>(axis));
  std::sort(axes.begin(), axes.end());
  return axes;
}

// x as [reduced, kept]: the reduced axes are brought to the front, and each group is seen as one.
ir::value_id as_columns(lowering& l, ir::value_id x, const ir::dims& reduced) {
  const ir::dims in = l.shape(x);
  ir::dims order = reduced;
  std::int64_t length = 1, kept = 1;
  for (std::size_t i = 0; i < in.size(); ++i) {
    const std::int64_t axis = static_cast<std::int64_t>(i);
    const bool gone = std::binary_search(reduced.begin(), reduced.end(), axis);
    (gone ? length : kept) *= in[i];
    if (!gone) order.push_back(axis);
  }
  return l.reshape(l.permute(x, order), {length, kept});
}

ir::value_id mean_of_columns(lowering& l, ir::value_id columns) {
  const std::int64_t length = l.shape(columns)[0], kept = l.shape(columns)[1];
  const ir::value_id rows = l.reshape(columns, {1, length, kept});
  return l.add(ir::adaptive_avg_pool{{1}, {}}, {rows}, {1, 1, kept});
}

ir::value_id reduce_columns(lowering& l, const char* function, ir::value_id columns) {
  return l.add(ir::reduce{function}, {columns}, {l.shape(columns)[1]});
}

void lower_mean(lowering& l) {
  const ir::value_id x = l.tensor("self");
  const ir::value_id columns = as_columns(l, x, reduced_axes(l, l.shape(x).size()));
  l.finish(l.reshape(mean_of_columns(l, columns), l.result_type().shape));
}

void lower_reduction(lowering& l, const char* function) {
  const ir::value_id x = l.tensor("self");
  if (!ir::is_floating(l.result_type().type))
    throw limit{"reductions of " + ir::to_string(l.result_type().type) + " are not supported",
                "convert the tensor to float32 first"};
  const ir::value_id columns = as_columns(l, x, reduced_axes(l, l.shape(x).size()));
  l.finish(l.reshape(reduce_columns(l, function, columns), l.result_type().shape));
}
void lower_sum(lowering& l) { lower_reduction(l, "add"); }
void lower_prod(lowering& l) { lower_reduction(l, "mul"); }
void lower_amax(lowering& l) { lower_reduction(l, "maximum"); }
void lower_amin(lowering& l) { lower_reduction(l, "minimum"); }

// mean of (x - mean)^2 * n / (n - correction), in two passes.
ir::value_id variance(lowering& l) {
  const ir::value_id x = l.tensor("self");
  const ir::value_id columns = as_columns(l, x, reduced_axes(l, l.shape(x).size()));
  const std::int64_t length = l.shape(columns)[0], kept = l.shape(columns)[1];
  double correction = 1.0;
  if (l.target().find(".correction") != std::string::npos)
    correction = l.has("correction") ? l.number("correction") : 1.0;
  else
    correction = l.boolean("unbiased") ? 1.0 : 0.0;
  if (static_cast<double>(length) - correction <= 0.0)
    throw limit{"the variance of so few numbers is not defined", "reduce over more of them"};
  const ir::value_id mean = l.reshape(mean_of_columns(l, columns), {1, kept});
  const ir::value_id distance = l.apply({"sub", {}}, {columns, mean}, {length, kept});
  const ir::value_id squares = l.apply({"square", {}}, {distance}, {length, kept});
  const double factor = 1.0 / (static_cast<double>(length) - correction);
  return l.apply({"mul_scalar", {static_cast<float>(factor)}}, {reduce_columns(l, "add", squares)},
                 {kept});
}
void lower_var(lowering& l) { l.finish(l.reshape(variance(l), l.result_type().shape)); }
void lower_std(lowering& l) {
  const ir::value_id v = variance(l);
  l.finish(l.reshape(l.apply({"sqrt", {}}, {v}, l.shape(v)), l.result_type().shape));
}

}  // namespace

std::vector<row> reduce_rows() {
  return {
      {"aten.mean.dim", "reduce", lower_mean, "float tensors"},
      {"aten.mean.default", "reduce", lower_mean, "float tensors"},
      {"aten.sum.dim_IntList", "reduce", lower_sum, "float tensors"},
      {"aten.sum.default", "reduce", lower_sum, "float tensors"},
      {"aten.prod.dim_int", "reduce", lower_prod, "float tensors"},
      {"aten.prod.default", "reduce", lower_prod, "float tensors"},
      {"aten.amax.default", "reduce", lower_amax, "float tensors"},
      {"aten.amin.default", "reduce", lower_amin, "float tensors"},
      {"aten.max.default", "reduce", lower_amax, "float tensors"},
      {"aten.min.default", "reduce", lower_amin, "float tensors"},
      {"aten.var.correction", "reduce", lower_var, "float tensors"},
      {"aten.var.dim", "reduce", lower_var, "float tensors"},
      {"aten.var.default", "reduce", lower_var, "float tensors"},
      {"aten.std.correction", "reduce", lower_std, "float tensors"},
      {"aten.std.dim", "reduce", lower_std, "float tensors"},
      {"aten.std.default", "reduce", lower_std, "float tensors"},
  };
}

}  // namespace genn::operators

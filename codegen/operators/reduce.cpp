// SPDX-License-Identifier: BSL-1.0
#include "operators/pieces.hpp"
#include "operators/table.hpp"

namespace genn::operators {

namespace {

void lower_mean(lowering& l) {
  const ir::value_id x = l.tensor("self");
  const ir::value_id columns = as_columns(l, x, reduced_axes(l, l.shape(x).size()));
  l.finish(l.reshape(mean_of_columns(l, columns), l.result_type().shape));
}

void lower_reduction(lowering& l, const char* function) {
  const ir::value_id x = l.tensor("self");
  const ir::value_id columns = as_columns(l, x, reduced_axes(l, l.shape(x).size()));
  l.finish(l.reshape(reduce_columns(l, function, columns), l.result_type().shape));
}
void lower_sum(lowering& l) { lower_reduction(l, "add"); }
// Over the axes that broadcasting added or repeated.
void lower_sum_to_size(lowering& l) {
  const ir::value_id x = l.tensor("self");
  const ir::dims in = l.shape(x), out = l.result_type().shape;
  l.require(out.size() <= in.size(), "the result has more axes");
  const std::size_t more = in.size() - out.size();
  ir::dims axes;
  for (std::size_t axis = 0; axis < in.size(); ++axis)
    if (axis < more || (out[axis - more] == 1 && in[axis] != 1))
      axes.push_back(static_cast<std::int64_t>(axis));
  if (axes.empty()) return l.finish(x);
  l.finish(l.reshape(reduce_columns(l, "add", as_columns(l, x, axes)), out));
}
void lower_prod(lowering& l) { lower_reduction(l, "mul"); }
void lower_amax(lowering& l) { lower_reduction(l, "maximum"); }
void lower_amin(lowering& l) { lower_reduction(l, "minimum"); }

ir::value_id columns_of(lowering& l, ir::value_id x) {
  return as_columns(l, x, reduced_axes(l, l.shape(x).size()));
}

// Is any true, are all, how many: of whatever is not 0.
void lower_truths(lowering& l, const char* function) {
  const ir::value_id truths = map(l, {"is_true", {}}, l.tensor("self"));
  l.finish(l.reshape(reduce_columns(l, function, columns_of(l, truths)), l.result_type().shape));
}
void lower_any(lowering& l) { lower_truths(l, "maximum"); }
void lower_all(lowering& l) { lower_truths(l, "minimum"); }
void lower_count(lowering& l) { lower_truths(l, "add"); }

ir::value_id numbers_of(lowering& l, ir::value_id x) {
  return choose(l, map(l, {"isnan", {}}, x), l.number(0.0), x);
}
void lower_nansum(lowering& l) {
  const ir::value_id x = numbers_of(l, l.tensor("self"));
  l.finish(l.reshape(reduce_columns(l, "add", columns_of(l, x)), l.result_type().shape));
}

void lower_nanmean(lowering& l) {
  const ir::value_id x = l.tensor("self");
  const ir::value_id sum = reduce_columns(l, "add", columns_of(l, numbers_of(l, x)));
  const ir::value_id is_number = map(l, {"logical_not", {}}, map(l, {"isnan", {}}, x));
  const ir::value_id count = reduce_columns(l, "add", columns_of(l, is_number));
  l.finish(l.reshape(join(l, "div", sum, count), l.result_type().shape));
}

// log(sum(exp(x))) around the largest number.
void lower_logsumexp(lowering& l) {
  const ir::value_id columns = columns_of(l, l.tensor("self"));
  const ir::value_id most = reduce_columns(l, "maximum", columns);
  const ir::value_id finite = choose(l, map(l, {"isfinite", {}}, most), most, l.number(0.0));
  const ir::value_id powers = map(l, {"exp", {}}, join(l, "sub", columns, finite));
  const ir::value_id sum = map(l, {"log", {}}, reduce_columns(l, "add", powers));
  l.finish(l.reshape(join(l, "add", sum, finite), l.result_type().shape));
}

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
void lower_var_mean(lowering& l) {
  l.finish(l.reshape(variance(l), l.result_type(0).shape), 0);
  const ir::value_id x = l.tensor("self");
  const ir::value_id columns = as_columns(l, x, reduced_axes(l, l.shape(x).size()));
  l.finish(l.reshape(mean_of_columns(l, columns), l.result_type(1).shape), 1);
}
void lower_std_mean(lowering& l) {
  lower_var_mean(l);
  const ir::value_id v = variance(l);
  l.finish(l.reshape(map(l, {"sqrt", {}}, v), l.result_type(0).shape), 0);
}
void lower_var(lowering& l) { l.finish(l.reshape(variance(l), l.result_type().shape)); }
void lower_std(lowering& l) {
  const ir::value_id v = variance(l);
  l.finish(l.reshape(l.apply({"sqrt", {}}, {v}, l.shape(v)), l.result_type().shape));
}

}  // namespace

std::vector<row> reduce_rows() {
  return {
      {"aten.any.default", "reduce", lower_any},
      {"aten.any.dim", "reduce", lower_any},
      {"aten.any.dims", "reduce", lower_any},
      {"aten.all.default", "reduce", lower_all},
      {"aten.all.dim", "reduce", lower_all},
      {"aten.all.dims", "reduce", lower_all},
      {"aten.count_nonzero.default", "reduce", lower_count},
      {"aten.count_nonzero.dim_IntList", "reduce", lower_count},
      {"aten.nansum.default", "reduce", lower_nansum},
      {"aten.nanmean.default", "reduce", lower_nanmean},
      {"aten.logsumexp.default", "reduce", lower_logsumexp},
      {"aten.var_mean.default", "reduce", lower_var_mean},
      {"aten.var_mean.dim", "reduce", lower_var_mean},
      {"aten.var_mean.correction", "reduce", lower_var_mean},
      {"aten.std_mean.default", "reduce", lower_std_mean},
      {"aten.std_mean.dim", "reduce", lower_std_mean},
      {"aten.std_mean.correction", "reduce", lower_std_mean},
      {"aten.mean.dim", "reduce", lower_mean},
      {"aten.mean.default", "reduce", lower_mean},
      {"aten.sum.dim_IntList", "reduce", lower_sum},
      {"aten.sum.default", "reduce", lower_sum},
      {"aten.sum_to_size.default", "reduce", lower_sum_to_size},
      {"aten.prod.dim_int", "reduce", lower_prod},
      {"aten.prod.default", "reduce", lower_prod},
      {"aten.amax.default", "reduce", lower_amax},
      {"aten.amin.default", "reduce", lower_amin},
      {"aten.max.default", "reduce", lower_amax},
      {"aten.min.default", "reduce", lower_amin},
      {"aten.var.correction", "reduce", lower_var},
      {"aten.var.dim", "reduce", lower_var},
      {"aten.var.default", "reduce", lower_var},
      {"aten.std.correction", "reduce", lower_std},
      {"aten.std.dim", "reduce", lower_std},
      {"aten.std.default", "reduce", lower_std},
  };
}

}  // namespace genn::operators

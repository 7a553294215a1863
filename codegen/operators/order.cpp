// SPDX-License-Identifier: BSL-1.0
// Extremes with their places, sorting, and cumulative functions: along one axis.
#include "operators/pieces.hpp"
#include "operators/table.hpp"

namespace genn::operators {

namespace {

// The axis an operator works along, with the operand's elements in front of it as rows; for one
// without axes, its only element.
struct along {
  ir::value_id x, rows;
  ir::dims shape;
  std::size_t axis;
};

along operand_along(lowering& l) {
  ir::value_id x = l.tensor("self");
  if (!l.has("dim")) x = l.reshape(x, {ir::count(l.shape(x))});
  if (l.shape(x).empty()) x = l.reshape(x, {1});
  const std::size_t rank = l.shape(x).size();
  const std::size_t axis =
      l.has("dim") ? lowering::axis_of(l.integer("dim"), rank) : std::size_t{0};
  return {x, front(l, x, axis), l.shape(x), axis};
}

ir::value_id places_of_extreme(lowering& l, const along& a, bool largest) {
  return l.add(ir::arg_reduce{largest}, {a.rows}, {l.shape(a.rows)[1]});
}

template <bool Largest>
void lower_arg_reduce(lowering& l) {
  l.finish(l.reshape(places_of_extreme(l, operand_along(l), Largest), l.result_type().shape));
}

template <bool Largest>
void lower_extreme(lowering& l) {
  const along a = operand_along(l);
  const char* function = Largest ? "maximum" : "minimum";
  l.finish(l.reshape(reduce_columns(l, function, a.rows), l.result_type().shape));
  if (l.is_read(1))
    l.finish(l.reshape(places_of_extreme(l, a, Largest), l.result_type(1).shape), 1);
}

void lower_aminmax(lowering& l) {
  const along a = operand_along(l);
  l.finish(l.reshape(reduce_columns(l, "minimum", a.rows), l.result_type(0).shape), 0);
  l.finish(l.reshape(reduce_columns(l, "maximum", a.rows), l.result_type(1).shape), 1);
}

// Rows begin ... of the sorted operand as result 0, their places as result 1.
void finish_sorted(lowering& l, bool descending, std::int64_t begin, std::int64_t length,
                   bool values = true) {
  const along a = operand_along(l);
  ir::value_id places = l.add(ir::sort{descending}, {a.rows}, l.shape(a.rows));
  places = slice(l, places, 0, begin, length);
  ir::dims shape = a.shape;
  shape[a.axis] = length;
  const auto finish = [&](ir::value_id rows, std::size_t result) {
    l.finish(l.reshape(back(l, rows, shape, a.axis), l.result_type(result).shape), result);
  };
  if (values) finish(pick(l, a.rows, places), 0);
  if (!values || l.is_read(1)) finish(places, values ? 1 : 0);
}

std::int64_t extent_along(lowering& l) {
  const ir::dims shape = l.shape(l.tensor("self"));
  return shape.empty() ? 1 : shape[lowering::axis_of(l.integer("dim"), shape.size())];
}

void lower_sort(lowering& l) { finish_sorted(l, l.boolean("descending"), 0, extent_along(l)); }
void lower_msort(lowering& l) {
  const ir::value_id x = l.tensor("self");
  const ir::dims shape = l.shape(x);
  if (shape.empty()) return l.finish(x);
  const ir::value_id rows = front(l, x, 0);
  l.finish(l.reshape(pick(l, rows, l.add(ir::sort{false}, {rows}, l.shape(rows))), shape));
}
void lower_argsort(lowering& l) {
  finish_sorted(l, l.boolean("descending"), 0, extent_along(l), false);
}
void lower_topk(lowering& l) {
  const std::int64_t k = l.integer("k");
  l.require(k >= 1 && k <= extent_along(l), "more elements are asked for than there are");
  finish_sorted(l, l.boolean("largest"), 0, k);
}
void lower_kth_value(lowering& l) { finish_sorted(l, false, l.integer("k") - 1, 1); }

template <bool Maximum>
void lower_cumulative_extreme(lowering& l) {
  const along a = operand_along(l);
  const char* function = Maximum ? "maximum" : "minimum";
  const ir::dims rows = l.shape(a.rows);
  const ir::value_id values = l.add(ir::cumulative{function}, {a.rows}, rows);
  l.finish(l.reshape(back(l, values, a.shape, a.axis), l.result_type().shape));
  if (!l.is_read(1)) return;
  // The last row so far that holds the extreme.
  ir::dims numbers;
  for (std::int64_t k = 0; k < rows[0]; ++k) numbers.push_back(k);
  const ir::value_id here =
      join(l, "maximum", join(l, "eq", a.rows, values), map(l, {"isnan", {}}, a.rows));
  const ir::value_id marked = join(l, "mul", here, index_constant(l, {rows[0], 1}, numbers));
  const ir::value_id places = l.add(ir::cumulative{"maximum"}, {marked}, rows);
  l.finish(l.reshape(back(l, places, a.shape, a.axis), l.result_type(1).shape), 1);
}

template <class Function>
void lower_cumulative(lowering& l, Function function) {
  const along a = operand_along(l);
  const ir::value_id rows = l.add(ir::cumulative{function}, {a.rows}, l.shape(a.rows));
  l.finish(l.reshape(back(l, rows, a.shape, a.axis), l.result_type().shape));
}
void lower_cumsum(lowering& l) { lower_cumulative(l, "add"); }
void lower_cumprod(lowering& l) { lower_cumulative(l, "mul"); }
void lower_logcumsumexp(lowering& l) { lower_cumulative(l, "logaddexp"); }

// The lower one of the two in the middle; NaN if there is one.
void lower_median(lowering& l) {
  const along a = operand_along(l);
  const std::int64_t middle = (l.shape(a.rows)[0] - 1) / 2;
  const ir::value_id sorted = l.add(ir::sort{false}, {a.rows}, l.shape(a.rows));
  const ir::value_id any = reduce_columns(l, "maximum", map(l, {"isnan", {}}, a.rows));
  const ir::value_id first = places_of_extreme(l, a, true);  // of a NaN, if there is one
  const ir::value_id place =
      choose(l, any, first, l.reshape(slice(l, sorted, 0, middle, 1), {l.shape(a.rows)[1]}));
  const ir::value_id places = l.reshape(place, {1, l.shape(a.rows)[1]});
  l.finish(l.reshape(pick(l, a.rows, places), l.result_type().shape));
  if (l.is_read(1)) l.finish(l.reshape(place, l.result_type(1).shape), 1);
}

}  // namespace

std::vector<row> order_rows() {
  return {
      {"aten.argmax.default", "reduce", lower_arg_reduce<true>},
      {"aten.argmin.default", "reduce", lower_arg_reduce<false>},
      {"aten.max.dim", "reduce", lower_extreme<true>},
      {"aten.min.dim", "reduce", lower_extreme<false>},
      {"aten.aminmax.default", "reduce", lower_aminmax},
      {"aten.sort.default", "reduce", lower_sort},
      {"aten.sort.stable", "reduce", lower_sort},
      {"aten.msort.default", "reduce", lower_msort},
      {"aten.argsort.default", "reduce", lower_argsort},
      {"aten.argsort.stable", "reduce", lower_argsort},
      {"aten.topk.default", "reduce", lower_topk},
      {"aten.kthvalue.default", "reduce", lower_kth_value},
      {"aten.median.default", "reduce", lower_median},
      {"aten.median.dim", "reduce", lower_median},
      {"aten.cumsum.default", "reduce", lower_cumsum},
      {"aten.cumprod.default", "reduce", lower_cumprod},
      {"aten.cummax.default", "reduce", lower_cumulative_extreme<true>},
      {"aten.cummin.default", "reduce", lower_cumulative_extreme<false>},
      {"aten.logcumsumexp.default", "reduce", lower_logcumsumexp},
  };
}

}  // namespace genn::operators

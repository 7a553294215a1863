// SPDX-License-Identifier: BSL-1.0
// Quantiles and the median of what is a number: sorted, and what lies between two neighbours.
#include <cmath>

#include "operators/pieces.hpp"
#include "operators/table.hpp"

namespace genn::operators {

namespace {

// The shares asked for, [count, 1].
ir::value_id shares(lowering& l) {
  if (l.is_number("q")) return l.reshape(l.number(l.number("q")), {1, 1});
  const ir::value_id q = l.tensor("q");
  return l.reshape(q, {ir::count(l.shape(q)), 1});
}

// Rows sorted along the first axis; NaN comes last.
struct sorted_rows {
  sorted_rows(lowering& l, ir::value_id x, std::size_t axis)
      : rows(front(l, x, axis)),
        order(l.add(ir::sort{false}, {rows}, l.shape(rows))),
        is_nan(map(l, {"isnan", {}}, rows)) {}

  std::int64_t length(lowering& l) const { return l.shape(rows)[0]; }
  std::int64_t inner(lowering& l) const { return l.shape(rows)[1]; }
  /// How many numbers each column has, [1, inner].
  ir::value_id numbers(lowering& l) const {
    const ir::value_id missing = reduce_columns(l, "add", is_nan);
    return l.reshape(join(l, "sub", l.number(static_cast<double>(length(l))), missing),
                     {1, inner(l)});
  }
  /// The numbers of the elements at places [count, inner] of the order.
  ir::value_id elements(lowering& l, ir::value_id places) const { return pick(l, order, places); }

  ir::value_id rows, order, is_nan;
};

// Along the axis that is named, or all of it.
sorted_rows sort_self(lowering& l) {
  ir::value_id x = l.tensor("self");
  if (!l.has("dim")) x = l.reshape(x, {ir::count(l.shape(x))});
  x = with_axes(l, x);
  const std::size_t rank = l.shape(x).size();
  const std::size_t axis = l.has("dim") ? lowering::axis_of(l.integer("dim"), rank) : 0;
  return {l, x, axis};
}

// What a quantile adds to the element below it, 0 to 1, by how far behind it it lies.
ir::value_id share_above(lowering& l, ir::value_id place, ir::value_id low) {
  const std::string mode = l.text("interpolation");
  const ir::value_id share = join(l, "sub", place, low);
  if (mode == "linear") return share;
  if (mode == "lower") return scaled(l, share, 0.0);
  if (mode == "higher") return join(l, "gt", share, 0.0);
  if (mode == "midpoint") return scaled(l, join(l, "gt", share, 0.0), 0.5);
  return join(l, "sub", map(l, {"round", {}}, place), low);  // nearest, the even one of two
}

template <bool SkipsNan>
void lower_quantile(lowering& l) {
  const sorted_rows sorted = sort_self(l);
  const ir::value_id q = shares(l);
  const ir::dims all{l.shape(q)[0], sorted.inner(l)};
  ir::value_id last = l.number(static_cast<double>(sorted.length(l) - 1));
  if (SkipsNan) last = map(l, {"clamp_min", {0.0f}}, join(l, "add", sorted.numbers(l), -1.0));
  const ir::value_id place = expand(l, join(l, "mul", q, last), all);
  const ir::value_id low = map(l, {"floor", {}}, place);
  const ir::value_id high = join(l, "minimum", map(l, {"ceil", {}}, place), last);
  const ir::value_id from = pick(l, sorted.rows, sorted.elements(l, low));
  const ir::value_id to = pick(l, sorted.rows, sorted.elements(l, high));
  const ir::value_id share = share_above(l, place, low);
  const ir::value_id way = join(l, "mul", share, join(l, "sub", to, from));
  ir::value_id y = choose(l, join(l, "gt", share, 0.0), join(l, "add", from, way), from);
  if (!SkipsNan) {
    const ir::value_id any = reduce_columns(l, "maximum", sorted.is_nan);
    y = choose(l, l.reshape(any, {1, all[1]}), l.number(std::nan("")), y);
  }
  l.finish(l.reshape(y, l.result_type().shape));
}

// The lower one of the two numbers in the middle; NaN if there is no number.
void lower_nanmedian(lowering& l) {
  const sorted_rows sorted = sort_self(l);
  const ir::value_id middle =
      map(l, {"floor", {}}, scaled(l, join(l, "add", sorted.numbers(l), -1.0), 0.5));
  const ir::value_id place = sorted.elements(l, map(l, {"clamp_min", {0.0f}}, middle));
  l.finish(l.reshape(pick(l, sorted.rows, place), l.result_type().shape));
  if (l.is_read(1)) l.finish(l.reshape(place, l.result_type(1).shape), 1);
}

}  // namespace

std::vector<row> quantile_rows() {
  return {
      {"aten.quantile.scalar", "reduce", lower_quantile<false>},
      {"aten.quantile.default", "reduce", lower_quantile<false>},
      {"aten.nanquantile.scalar", "reduce", lower_quantile<true>},
      {"aten.nanquantile.default", "reduce", lower_quantile<true>},
      {"aten.nanmedian.default", "reduce", lower_nanmedian},
      {"aten.nanmedian.dim", "reduce", lower_nanmedian},
  };
}

}  // namespace genn::operators

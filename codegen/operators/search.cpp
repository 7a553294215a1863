// SPDX-License-Identifier: BSL-1.0
// Places of numbers among sorted ones.
#include "operators/pieces.hpp"
#include "operators/table.hpp"

namespace genn::operators {

namespace {

// How many boundaries lie in front of each number: all of them in front of NaN. Each row of numbers
// has its own row of boundaries, or all have the same.
void count_boundaries(lowering& l, ir::value_id boundaries, ir::value_id x, bool right) {
  ir::dims of_x = l.shape(x), rows = l.shape(boundaries);
  of_x.push_back(1);
  if (rows.size() > 1) rows.insert(rows.end() - 1, 1);
  const ir::value_id behind =
      join(l, right ? "gt" : "ge", l.reshape(boundaries, rows), l.reshape(l.as_floats(x), of_x));
  l.finish(l.reshape(sum_of_last(l, map(l, {"logical_not", {}}, behind)), l.result_type().shape));
}
void lower_bucketize(lowering& l) {
  count_boundaries(l, l.tensor("boundaries"), tensor_or_number(l, "self"), l.boolean("right"));
}

// The rows in the order that `sorter` says.
ir::value_id in_order(lowering& l, ir::value_id boundaries, ir::value_id sorter) {
  const ir::dims shape = l.shape(boundaries);
  ir::dims first, rows = shape;
  rows.back() = 1;
  for (std::int64_t i = 0; i < ir::count(rows); ++i) first.push_back(i * shape.back());
  const ir::value_id places = join(l, "add", l.as_floats(sorter), index_constant(l, rows, first));
  return take_flat(l, boundaries, places);
}

void lower_searchsorted(lowering& l) {
  const bool right = l.boolean("right") || (l.has("side") && l.text("side") == "right");
  ir::value_id boundaries = l.tensor("sorted_sequence");
  if (l.has("sorter")) boundaries = in_order(l, boundaries, l.tensor("sorter"));
  count_boundaries(l, boundaries, tensor_or_number(l, "self"), right);
}

}  // namespace

std::vector<row> search_rows() {
  return {
      {"aten.bucketize.Tensor", "reduce", lower_bucketize},
      {"aten.bucketize.Scalar", "reduce", lower_bucketize},
      {"aten.searchsorted.Tensor", "reduce", lower_searchsorted},
      {"aten.searchsorted.Scalar", "reduce", lower_searchsorted},
  };
}

}  // namespace genn::operators

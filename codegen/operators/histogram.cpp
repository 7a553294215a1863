// SPDX-License-Identifier: BSL-1.0
// How many numbers fall into each of some equal intervals.
#include "operators/pieces.hpp"
#include "operators/table.hpp"

namespace genn::operators {

namespace {

// Ends of the intervals: given, or the extremes of the numbers.
struct limits {
  ir::value_id low, high;
};
limits limits_of(lowering& l, ir::value_id column) {
  const double low = l.number("min"), high = l.number("max");
  if (low != high) return {l.number(low), l.number(high)};
  limits found{l.number(low), l.number(high)};
  if (low == 0.0)
    found = {reduce_columns(l, "minimum", column), reduce_columns(l, "maximum", column)};
  const ir::value_id equal = join(l, "eq", found.low, found.high);
  return {join(l, "sub", found.low, equal), join(l, "add", found.high, equal)};
}

void lower_histc(lowering& l) {
  const std::int64_t count = ir::count(l.shape(l.tensor("self"))), bins = l.integer("bins");
  const ir::value_id x = l.reshape(l.tensor("self"), {count, 1});
  const limits ends = limits_of(l, x);
  const ir::value_id inside =
      join(l, "mul", join(l, "ge", x, ends.low), join(l, "le", x, ends.high));
  const ir::value_id way = scaled(l, join(l, "sub", x, ends.low), static_cast<double>(bins));
  const ir::value_id place =
      map(l, {"trunc", {}}, join(l, "div", way, join(l, "sub", ends.high, ends.low)));
  const ir::value_id last = join(l, "minimum", place, static_cast<double>(bins - 1));
  l.finish(l.reshape(
      l.add(ir::scatter{"add"},
            {expand(l, l.number(0.0), {bins, 1}), l.reshape(last, {count}), inside}, {bins, 1}),
      {bins}));
}

}  // namespace

std::vector<row> histogram_rows() {
  return {
      {"aten.histc.default", "reduce", lower_histc},
  };
}

}  // namespace genn::operators

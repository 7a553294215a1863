// SPDX-License-Identifier: BSL-1.0
// Quantiles of known shares: sorted numbers, and what lies between two of them.
#include <algorithm>
#include <cmath>

#include "operators/pieces.hpp"
#include "operators/table.hpp"

namespace genn::operators {

namespace {

std::vector<double> shares(lowering& l) {
  if (l.is_number("q")) return {l.number("q")};
  const auto known = l.known(l.tensor("q"));
  if (!known) throw limit{"q is computed from an input", "keep it constant"};
  return {known->begin(), known->end()};
}

// Where between two neighbours a quantile lies, 0 to 1.
double between(lowering& l, double place) {
  const std::string mode = l.text("interpolation");
  const double low = std::floor(place), share = place - low;
  if (mode == "linear") return share;
  if (mode == "lower") return 0.0;
  if (mode == "higher") return share > 0.0 ? 1.0 : 0.0;
  if (mode == "midpoint") return share > 0.0 ? 0.5 : 0.0;
  return std::nearbyint(place) - low;  // nearest, the even one of two
}

void lower_quantile(lowering& l) {
  ir::value_id x = l.tensor("self");
  if (!l.has("dim")) x = l.reshape(x, {ir::count(l.shape(x))});
  const std::size_t rank = l.shape(x).size();
  const std::size_t axis = l.has("dim") ? lowering::axis_of(l.integer("dim"), rank) : 0;
  const ir::value_id rows = front(l, x, axis);
  const std::int64_t length = l.shape(rows)[0], inner = l.shape(rows)[1];
  const ir::value_id places = l.add(ir::sort{false}, {rows}, {length, inner});
  const ir::value_id any = reduce_columns(l, "maximum", map(l, {"isnan", {}}, rows));
  const auto sorted = [&](std::int64_t row) { return pick(l, rows, slice(l, places, 0, row, 1)); };
  std::vector<ir::value_id> all;
  for (const double q : shares(l)) {
    l.require(q >= 0.0 && q <= 1.0, "q is no share");
    const double place = q * static_cast<double>(length - 1);
    const auto low = static_cast<std::int64_t>(place);
    const double share = between(l, place);
    ir::value_id y = sorted(low);
    if (share > 0.0) {
      const ir::value_id step = join(l, "sub", sorted(std::min(low + 1, length - 1)), y);
      y = join(l, "add", y, scaled(l, step, share));
    }
    all.push_back(choose(l, l.reshape(any, {1, inner}), l.number(std::nan("")), y));
  }
  const auto count = static_cast<std::int64_t>(all.size());
  const ir::value_id y = count == 1 ? all.front() : l.add(ir::concat{0}, all, {count, inner});
  l.finish(l.reshape(y, l.result_type().shape));
}

}  // namespace

std::vector<row> quantile_rows() {
  return {
      {"aten.quantile.scalar", "reduce", lower_quantile},
      {"aten.quantile.default", "reduce", lower_quantile, "q is constant"},
  };
}

}  // namespace genn::operators

// SPDX-License-Identifier: BSL-1.0
#include <algorithm>

#include "operators/table.hpp"

namespace genn::operators {

namespace {

// The mean over any axes: they are brought to the front, seen as one, and pooled to one position.
void lower_mean(lowering& l) {
  const ir::value_id x = l.tensor("self");
  const ir::dims& in = l.shape(x);
  const std::int64_t rank = static_cast<std::int64_t>(in.size());
  ir::dims reduced = l.has("dim") ? l.integers("dim") : ir::dims{};
  for (std::int64_t& axis : reduced) axis = axis < 0 ? axis + rank : axis;
  if (reduced.empty())
    for (std::int64_t axis = 0; axis < rank; ++axis) reduced.push_back(axis);
  std::sort(reduced.begin(), reduced.end());
  ir::dims order = reduced;
  std::int64_t positions = 1, channels = 1;
  for (std::int64_t axis = 0; axis < rank; ++axis) {
    const bool gone = std::binary_search(reduced.begin(), reduced.end(), axis);
    (gone ? positions : channels) *= in[static_cast<std::size_t>(axis)];
    if (!gone) order.push_back(axis);
  }
  const ir::value_id rows = l.reshape(l.permute(x, order), {1, positions, channels});
  const ir::value_id mean = l.add(ir::adaptive_avg_pool{{1}, {}}, {rows}, {1, 1, channels});
  l.finish(l.reshape(mean, l.result_type().shape));
}

}  // namespace

std::vector<row> reduce_rows() {
  return {{"aten.mean.dim", "reduce", lower_mean}, {"aten.mean.default", "reduce", lower_mean}};
}

}  // namespace genn::operators

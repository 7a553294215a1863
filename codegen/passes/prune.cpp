// SPDX-License-Identifier: BSL-1.0
#include <algorithm>
#include <cmath>
#include <memory>
#include <numeric>

#include "passes/passes.hpp"

namespace genn::passes {

namespace {

/// Of equal weights, the first ones go.
std::vector<float> without_smallest(std::vector<float> weight, double share) {
  const auto count = static_cast<std::ptrdiff_t>(share * static_cast<double>(weight.size()));
  std::vector<std::size_t> order(weight.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return std::abs(weight[a]) < std::abs(weight[b]);
  });
  for (auto i = order.begin(); i != order.begin() + count; ++i) weight[*i] = 0.0f;
  return weight;
}

}  // namespace

ir::network prune(ir::network n, double share) {
  std::vector<bool> pruned(n.values.size(), false);
  for (const ir::node& x : n.nodes) {
    const bool weighted = std::holds_alternative<ir::linear>(x.what) ||
                          std::holds_alternative<ir::convolution>(x.what);
    if (!weighted || !n[x.operands[1]].constant || pruned[x.operands[1].index]) continue;
    ir::value& weight = n[x.operands[1]];
    auto sparse = std::make_shared<ir::tensor>();
    sparse->type = weight.type;
    sparse->data = without_smallest(weight.constant->floats(), share);
    weight.constant = std::move(sparse);
    pruned[x.operands[1].index] = true;
  }
  return n;
}

}  // namespace genn::passes

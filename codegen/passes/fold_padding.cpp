// SPDX-License-Identifier: BSL-1.0
#include "passes/passes.hpp"

namespace genn::passes {

ir::network fold_padding(ir::network n) {
  const std::vector<int> producers = find_producers(n);
  for (ir::node& x : n.nodes) {
    auto* convolution = std::get_if<ir::convolution>(&x.what);
    if (convolution == nullptr || !convolution->spread.empty()) continue;
    const int producer = producers[x.operands.front().index];
    if (producer < 0) continue;
    const ir::node& before = n.nodes[static_cast<std::size_t>(producer)];
    const auto* pad = std::get_if<ir::pad>(&before.what);
    if (pad == nullptr || pad->value != 0.0f) continue;
    const std::size_t axes = pad->before.size(), spatial = convolution->stride.size();
    // Only spatial axes: neither batch nor channels.
    if (pad->before[0] + pad->after[0] + pad->before[axes - 1] + pad->after[axes - 1] != 0)
      continue;
    // Kernels of planes count on a depth of 1 that stays 1.
    if (spatial == 3 && n[before.operands.front()].type.shape[1] == 1) continue;
    for (std::size_t i = 0; i < spatial; ++i) {
      convolution->before[i] += pad->before[1 + i];
      convolution->after[i] += pad->after[1 + i];
    }
    x.operands.front() = before.operands.front();
  }
  return n;
}

}  // namespace genn::passes

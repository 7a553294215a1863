// SPDX-License-Identifier: BSL-1.0
#include "passes/passes.hpp"

namespace genn::passes {

ir::network merge_reshapes(ir::network n) {
  const std::vector<int> producers = find_producers(n);
  const auto source = [&](ir::value_id id) -> ir::node* {
    const int producer = producers[id.index];
    if (producer < 0) return nullptr;
    ir::node& x = n.nodes[static_cast<std::size_t>(producer)];
    return std::holds_alternative<ir::reshape>(x.what) ? &x : nullptr;
  };
  for (ir::node& x : n.nodes) {
    if (!std::holds_alternative<ir::reshape>(x.what)) continue;
    while (const ir::node* before = source(x.operands.front()))
      x.operands.front() = before->operands.front();
  }
  // In order: a reshape that changes nothing hands its operand on.
  for (std::size_t i = 0; i < n.nodes.size(); ++i) {
    const ir::node& x = n.nodes[i];
    if (std::holds_alternative<ir::reshape>(x.what) &&
        n[x.operands.front()].type == n[x.result].type)
      replace_uses(n, x.result, x.operands.front());
  }
  return n;
}

}  // namespace genn::passes

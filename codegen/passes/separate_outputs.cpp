// SPDX-License-Identifier: BSL-1.0
#include <set>

#include "passes/passes.hpp"

namespace genn::passes {

namespace {

// The value whose memory a value is: views lie in their operand.
ir::value_id memory_of(const ir::network& n, const std::vector<int>& producers, ir::value_id id) {
  while (producers[id.index] >= 0) {
    const ir::node& x = n.nodes[static_cast<std::size_t>(producers[id.index])];
    if (!std::holds_alternative<ir::reshape>(x.what)) break;
    id = x.operands.front();
  }
  return id;
}

}  // namespace

ir::network separate_outputs(ir::network n) {
  const std::vector<int> producers = find_producers(n);
  std::set<ir::value_id> taken;
  for (ir::value_id& output : n.outputs) {
    const ir::value_id memory = memory_of(n, producers, output);
    const bool computed = producers[memory.index] >= 0;
    if (computed && taken.insert(memory).second) continue;
    ir::value copied = n[output];
    copied.constant = nullptr;
    const ir::value_id result = n.add(std::move(copied));
    n.nodes.push_back({ir::copy{}, {output}, result, {}});
    output = result;
  }
  return n;
}

}  // namespace genn::passes

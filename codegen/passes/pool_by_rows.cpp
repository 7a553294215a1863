// SPDX-License-Identifier: BSL-1.0
#include "passes/passes.hpp"
#include "run/memory.hpp"

namespace genn::passes {

namespace {

/// Nodes of convolutions of 1 or 2 dimensions that only a pool reads.
std::vector<std::size_t> find_pooled(const ir::network& n) {
  const std::vector<int> uses = count_uses(n), producers = find_producers(n);
  std::vector<std::size_t> found;
  for (const ir::node& x : n.nodes) {
    if (!std::holds_alternative<ir::pool>(x.what)) continue;
    const ir::value_id operand = x.operands.front();
    const int producer = producers[operand.index];
    if (producer < 0 || uses[operand.index] != 1) continue;
    const std::size_t before = static_cast<std::size_t>(producer);
    const auto* c = std::get_if<ir::convolution>(&n.nodes[before].what);
    if (c != nullptr && c->stride.size() <= 2) found.push_back(before);
  }
  return found;
}

void set(ir::network& n, std::size_t node, bool by_rows) {
  std::get<ir::convolution>(n.nodes[node].what).by_rows = by_rows;
}

}  // namespace

ir::network pool_by_rows(ir::network n) {
  const std::vector<std::size_t> pooled = find_pooled(n);
  if (pooled.empty()) return n;
  const std::int64_t as_a_whole = run::plan_memory(n).arena_bytes;
  for (const std::size_t node : pooled) set(n, node, true);
  std::int64_t least = run::plan_memory(n).arena_bytes;
  // A convolution whose result fits as a whole need not come by rows.
  for (const std::size_t node : pooled) {
    set(n, node, false);
    const std::int64_t bytes = run::plan_memory(n).arena_bytes;
    if (bytes > least) set(n, node, true);
    if (bytes < least) least = bytes;
  }
  if (least >= as_a_whole)
    for (const std::size_t node : pooled) set(n, node, false);
  return n;
}

}  // namespace genn::passes

// SPDX-License-Identifier: BSL-1.0
#include <algorithm>
#include <limits>

#include "passes/passes.hpp"
#include "run/memory.hpp"

namespace genn::passes {

namespace {

/// Lists nodes one by one: of those whose operands are known, always the one after which the fewest
/// bytes are alive; among equals the first, or the last, in the program's order.
class scheduler {
 public:
  scheduler(const ir::network& n, bool prefer_last) : n_(n), prefer_last_(prefer_last) {}

  std::vector<ir::node> schedule() {
    uses_ = count_uses(n_);
    known_.assign(n_.values.size(), false);
    for (std::size_t i = 0; i < n_.values.size(); ++i) known_[i] = n_.values[i].constant != nullptr;
    for (const ir::value_id input : n_.inputs) known_[input.index] = true;
    std::vector<bool> done(n_.nodes.size(), false);
    std::vector<ir::node> order;
    while (order.size() < n_.nodes.size()) {
      const std::size_t next = choose(done);
      done[next] = true;
      known_[n_.nodes[next].result.index] = true;
      for (const ir::value_id operand : n_.nodes[next].operands) --uses_[operand.index];
      order.push_back(n_.nodes[next]);
    }
    return order;
  }

 private:
  std::size_t choose(const std::vector<bool>& done) const {
    std::size_t best = 0;
    std::int64_t least = std::numeric_limits<std::int64_t>::max();
    for (std::size_t i = 0; i < n_.nodes.size(); ++i) {
      if (done[i] || !ready(n_.nodes[i])) continue;
      const std::int64_t growth = growth_of(n_.nodes[i]);
      if (growth < least || (growth == least && prefer_last_)) {
        least = growth;
        best = i;
      }
    }
    return best;
  }

  bool ready(const ir::node& x) const {
    return std::all_of(x.operands.begin(), x.operands.end(),
                       [&](ir::value_id id) { return known_[id.index]; });
  }

  // Elements born less elements that die with this node.
  std::int64_t growth_of(const ir::node& x) const {
    std::int64_t growth = ir::count(n_[x.result].type.shape);
    for (const ir::value_id operand : x.operands)
      if (uses_[operand.index] == 1 && !n_[operand].constant)
        growth -= ir::count(n_[operand].type.shape);
    return growth;
  }

  const ir::network& n_;
  bool prefer_last_;
  std::vector<int> uses_;
  std::vector<bool> known_;
};

}  // namespace

ir::network order_nodes(ir::network n) {
  std::int64_t least = run::plan_memory(n).arena_bytes;
  for (const bool prefer_last : {false, true}) {
    ir::network other = n;
    other.nodes = scheduler(n, prefer_last).schedule();
    const std::int64_t bytes = run::plan_memory(other).arena_bytes;
    if (bytes < least) {
      least = bytes;
      n = std::move(other);
    }
  }
  return n;
}

}  // namespace genn::passes

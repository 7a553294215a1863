// SPDX-License-Identifier: BSL-1.0
#include <algorithm>
#include <memory>

#include "passes/passes.hpp"
#include "run/evaluate.hpp"

namespace genn::passes {

ir::network fold_constants(ir::network n) {
  for (const ir::node& x : n.nodes) {
    const bool known = std::all_of(x.operands.begin(), x.operands.end(), [&](ir::value_id id) {
      return n[id].constant && ir::is_floating(n[id].type.type);
    });
    if (!known) continue;
    std::vector<const ir::tensor*> operands;
    for (const ir::value_id id : x.operands) operands.push_back(n[id].constant.get());
    n[x.result].constant = std::make_shared<ir::tensor>(run::evaluate(n, x, operands));
  }
  n.nodes.erase(std::remove_if(n.nodes.begin(), n.nodes.end(),
                               [&](const ir::node& x) { return n[x.result].constant != nullptr; }),
                n.nodes.end());
  return n;
}

}  // namespace genn::passes

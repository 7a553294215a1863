// SPDX-License-Identifier: BSL-1.0
#include <algorithm>

#include "passes/passes.hpp"

namespace genn::passes {

ir::network reshape_inputs(ir::network n) {
  for (const ir::value_id input : n.inputs) {
    const ir::node* reshape = nullptr;
    bool agree = std::find(n.outputs.begin(), n.outputs.end(), input) == n.outputs.end();
    for (const ir::node& x : n.nodes) {
      if (std::find(x.operands.begin(), x.operands.end(), input) == x.operands.end()) continue;
      agree = agree && std::holds_alternative<ir::reshape>(x.what) &&
              (reshape == nullptr || n[x.result].type == n[reshape->result].type);
      reshape = &x;
    }
    if (agree && reshape != nullptr) n[input].type = n[reshape->result].type;
  }
  return n;  // the reshapes change nothing now: merge_reshapes drops them
}

}  // namespace genn::passes

// SPDX-License-Identifier: BSL-1.0
#include <algorithm>

#include "ir/fake_quantize.hpp"
#include "passes/passes.hpp"

namespace genn::passes {

ir::network fuse_functions(ir::network n) {
  const std::vector<int> uses = count_uses(n);
  std::vector<int> producers = find_producers(n);
  for (const ir::node& x : std::vector<ir::node>(n.nodes)) {
    const auto* map = std::get_if<ir::map>(&x.what);
    if (map == nullptr || x.operands.size() != 1) continue;
    const ir::value_id operand = x.operands.front();
    const int producer = producers[operand.index];
    if (producer < 0 || uses[operand.index] != 1) continue;
    ir::node& before = n.nodes[static_cast<std::size_t>(producer)];
    std::vector<ir::function>* functions = functions_after(before.what);
    if (functions == nullptr) continue;
    // What a quantized program rounds to keeps its own value, and so do integers that become
    // floats: what integers make of them may be rounded, they may not.
    if (ir::quantization_behind(*functions) || (n[operand].exact && !n[x.result].exact)) continue;
    functions->insert(functions->end(), map->chain.begin(), map->chain.end());
    // The layer's result takes the place of the function's.
    before.result = x.result;
    producers[x.result.index] = producer;
    n.nodes.erase(std::find_if(n.nodes.begin(), n.nodes.end(), [&](const ir::node& other) {
      return other.result == x.result && &other != &before;
    }));
    producers = find_producers(n);
  }
  return n;
}

}  // namespace genn::passes

// SPDX-License-Identifier: BSL-1.0
#include "ir/fake_quantize.hpp"
#include "passes/passes.hpp"
#include "run/functions.hpp"

namespace genn::passes {

ir::network lift_quantize(ir::network n) {
  const std::vector<int> uses = count_uses(n), producers = find_producers(n);
  for (ir::node& x : n.nodes) {
    const auto* map = std::get_if<ir::map>(&x.what);
    if (map == nullptr || map->chain.size() != 1 || !ir::quantization_behind(map->chain)) continue;
    const ir::value_id padded = x.operands.front();
    const int producer = producers[padded.index];
    if (producer < 0 || uses[padded.index] != 1) continue;
    ir::node& before = n.nodes[static_cast<std::size_t>(producer)];
    auto* pad = std::get_if<ir::pad>(&before.what);
    if (pad == nullptr) continue;
    pad->value = run::function_chain(map->chain)(pad->value);
    const ir::value_id whole = before.operands.front();
    const ir::value_id rounded = n.add({n[x.result].name, n[whole].type, nullptr});
    const ir::node first{x.what, {whole}, rounded, x.where};
    const ir::node second{*pad, {rounded}, x.result, before.where};
    before = first;
    x = second;
  }
  return n;
}

}  // namespace genn::passes

// SPDX-License-Identifier: BSL-1.0
#include "passes/passes.hpp"

namespace genn::passes {

namespace {

ir::pad permuted(const ir::pad& p, const ir::dims& order) {
  ir::pad result{{}, {}, p.value};
  for (const std::int64_t axis : order) {
    result.before.push_back(p.before[static_cast<std::size_t>(axis)]);
    result.after.push_back(p.after[static_cast<std::size_t>(axis)]);
  }
  return result;
}

// Padding of the axes of `to`, where it has the extents of `from` but for those of 1, else nothing.
std::optional<ir::pad> moved(const ir::pad& p, const ir::dims& from, const ir::dims& to) {
  ir::pad result{ir::dims(to.size()), ir::dims(to.size()), p.value};
  std::size_t axis = 0;
  for (std::size_t i = 0; i < from.size(); ++i) {
    if (from[i] == 1) {
      if (p.before[i] != 0 || p.after[i] != 0) return std::nullopt;
      continue;
    }
    while (axis < to.size() && to[axis] == 1) ++axis;
    if (axis == to.size() || to[axis] != from[i]) return std::nullopt;
    result.before[axis] = p.before[i];
    result.after[axis++] = p.after[i];
  }
  for (; axis < to.size(); ++axis)
    if (to[axis] != 1) return std::nullopt;
  return result;
}

}  // namespace

ir::network sink_padding(ir::network n) {
  const std::vector<int> uses = count_uses(n), producers = find_producers(n);
  for (ir::node& x : n.nodes) {
    const auto* permute = std::get_if<ir::permute>(&x.what);
    if (permute == nullptr && !std::holds_alternative<ir::reshape>(x.what)) continue;
    const ir::value_id padded = x.operands.front();
    const int producer = producers[padded.index];
    if (producer < 0 || uses[padded.index] != 1) continue;
    ir::node& before = n.nodes[static_cast<std::size_t>(producer)];
    const auto* pad = std::get_if<ir::pad>(&before.what);
    if (pad == nullptr) continue;
    const std::optional<ir::pad> behind =
        permute != nullptr ? permuted(*pad, permute->order)
                           : moved(*pad, n[padded].type.shape, n[x.result].type.shape);
    if (!behind) continue;
    const ir::value_id whole = before.operands.front();
    ir::tensor_type type = n[whole].type;
    type.shape = n[x.result].type.shape;
    for (std::size_t i = 0; i < type.shape.size(); ++i)
      type.shape[i] -= behind->before[i] + behind->after[i];
    const ir::value_id turned = n.add({n[whole].name, type, nullptr});
    const ir::node first{x.what, {whole}, turned, x.where};
    const ir::node second{*behind, {turned}, x.result, before.where};
    before = first;
    x = second;
  }
  return n;
}

}  // namespace genn::passes

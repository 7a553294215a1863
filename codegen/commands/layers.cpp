// SPDX-License-Identifier: BSL-1.0
#include "commands/layers.hpp"

#include "emit/sparse_weight.hpp"

namespace genn::commands {

std::string layer_name(const ir::network& n, const ir::node& x) {
  const bool view = std::holds_alternative<ir::reshape>(x.what);
  return view || x.where.module.empty() ? n[x.result].name : x.where.module;
}

std::int64_t constant_bytes(const ir::network& n, const ir::node& x,
                            std::set<ir::value_id>& counted) {
  std::int64_t bytes = 0;
  for (const ir::value_id id : x.operands) {
    if (!n[id].constant || !counted.insert(id).second) continue;
    const auto* sparse = ir::storage_of(x.what);
    const bool is_weight = sparse != nullptr && x.operands[1] == id;
    bytes += emit::stored_bytes(*n[id].constant, is_weight ? *sparse : std::nullopt);
  }
  return bytes;
}

std::int64_t constant_bytes(const ir::network& n) {
  std::set<ir::value_id> counted;
  std::int64_t bytes = 0;
  for (const ir::node& x : n.nodes) bytes += constant_bytes(n, x, counted);
  return bytes;
}

}  // namespace genn::commands

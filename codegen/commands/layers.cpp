// SPDX-License-Identifier: BSL-1.0
#include "commands/layers.hpp"

namespace genn::commands {

std::string layer_name(const ir::network& n, const ir::node& x) {
  const bool view = std::holds_alternative<ir::reshape>(x.what);
  return view || x.where.module.empty() ? n[x.result].name : x.where.module;
}

std::int64_t constant_bytes(const ir::network& n, const ir::node& x,
                            std::set<ir::value_id>& counted) {
  std::int64_t bytes = 0;
  for (const ir::value_id id : x.operands) {
    const ir::tensor_type& type = n[id].type;
    if (!n[id].constant || !counted.insert(id).second) continue;
    // All floating types are stored as float.
    const std::size_t each =
        ir::is_floating(type.type) ? sizeof(float) : ir::element_bytes(type.type);
    bytes += ir::count(type.shape) * static_cast<std::int64_t>(each);
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

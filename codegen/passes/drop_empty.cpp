// SPDX-License-Identifier: BSL-1.0
#include "passes/drop_empty.hpp"

#include <algorithm>

namespace genn::passes {

namespace {

bool is_empty(const ir::program& p, ir::value_id id) {
  return ir::count(p.values[id.index].type.shape) == 0;
}

bool makes_nothing(const ir::program& p, const ir::call& call) {
  return !call.results.empty() && std::all_of(call.results.begin(), call.results.end(),
                                              [&](ir::value_id id) { return is_empty(p, id); });
}

bool joins(const ir::call& call) {
  return call.target == "aten.cat.default" || call.target == "aten.concat.default" ||
         call.target == "aten.concatenate.default" || call.target == "aten.hstack.default" ||
         call.target == "aten.vstack.default" || call.target == "aten.dstack.default";
}

void drop_empty_parts(const ir::program& p, ir::call& call) {
  for (auto& [name, argument] : call.arguments)
    if (auto* parts = std::get_if<std::vector<std::optional<ir::value_id>>>(&argument))
      parts->erase(std::remove_if(parts->begin(), parts->end(),
                                  [&](const auto& part) { return part && is_empty(p, *part); }),
                   parts->end());
}

// slice_scatter of nothing is what it would have written to.
bool scatters_nothing(const ir::program& p, const ir::call& call) {
  if (call.target != "aten.slice_scatter.default") return false;
  return std::any_of(call.arguments.begin(), call.arguments.end(), [&](const auto& given) {
    const auto* id = std::get_if<ir::value_id>(&given.second);
    return given.first == "src" && id != nullptr && is_empty(p, *id);
  });
}

}  // namespace

ir::program drop_empty(ir::program p) {
  std::vector<ir::call> calls;
  for (ir::call& call : p.calls) {
    if (makes_nothing(p, call)) continue;
    if (joins(call)) drop_empty_parts(p, call);
    if (scatters_nothing(p, call)) {
      call.target = "aten.alias.default";
      call.arguments.erase(std::remove_if(call.arguments.begin(), call.arguments.end(),
                                          [](const auto& given) { return given.first != "self"; }),
                           call.arguments.end());
    }
    calls.push_back(std::move(call));
  }
  p.calls = std::move(calls);
  return p;
}

}  // namespace genn::passes

// SPDX-License-Identifier: BSL-1.0
#include "commands/inspect.hpp"

#include <fmt/format.h>

#include "commands/layers.hpp"
#include "commands/load.hpp"
#include "emit/choose_storage.hpp"
#include "passes/passes.hpp"
#include "run/memory.hpp"
#include "run/sizes.hpp"

namespace genn::commands {

namespace {

std::string kind_text(ir::node x) {
  std::string text = kind_of(x.what);
  if (std::holds_alternative<ir::map>(x.what)) {
    const auto& chain = std::get<ir::map>(x.what).chain;
    for (std::size_t i = 1; i < chain.size(); ++i) text += " + " + chain[i].name;
  } else if (const auto* then = functions_after(x.what)) {
    for (const ir::function& f : *then) text += " + " + f.name;
  }
  const auto* sparse = ir::storage_of(x.what);
  if (sparse != nullptr && *sparse) text += std::string(", ") + emit::name_of(**sparse);
  const auto* convolution = std::get_if<ir::convolution>(&x.what);
  if (convolution != nullptr && convolution->by_rows) text += ", by rows";
  return text;
}

}  // namespace

void inspect(const std::filesystem::path& archive) {
  const loaded program = load(archive);
  const ir::network n = passes::pool_by_rows(
      emit::choose_storage(program.network, emit::sparse_storage::automatic).network);
  constexpr const char* line = "{:<28} {:<24} {:<20} {:>12} {:>12}\n";
  fmt::print(line, "layer", "kind", "output", "MACs", "constants");
  for (const ir::value_id input : n.inputs)
    fmt::print(line, n[input].name, "input", ir::to_string(n[input].type.shape), "", "");
  std::uint64_t macs = 0;
  std::int64_t bytes = 0;
  std::set<ir::value_id> counted;
  for (const ir::node& x : n.nodes) {
    const std::uint64_t layer_macs = run::macs_of(n, x);
    const std::int64_t layer_bytes = constant_bytes(n, x, counted);
    macs += layer_macs;
    bytes += layer_bytes;
    fmt::print(line, layer_name(n, x), kind_text(x), ir::to_string(n[x.result].type.shape),
               layer_macs == 0 ? "" : fmt::format("{}", layer_macs),
               layer_bytes == 0 ? "" : fmt::format("{}", layer_bytes));
  }
  const run::memory_report memory = run::plan_memory(n);
  fmt::print("\n{} MACs, {} bytes of constants, {} bytes of RAM (no plan needs less than {})\n",
             macs, bytes, memory.arena_bytes, memory.lower_bound);
}

}  // namespace genn::commands

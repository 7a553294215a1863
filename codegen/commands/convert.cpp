// SPDX-License-Identifier: BSL-1.0
#include "commands/convert.hpp"

#include <fmt/format.h>

#include "commands/layers.hpp"
#include "commands/load.hpp"
#include "emit/c_api.hpp"
#include "emit/files.hpp"
#include "emit/header.hpp"
#include "emit/names.hpp"
#include "passes/passes.hpp"
#include "run/memory.hpp"
#include "run/sizes.hpp"

namespace genn::commands {

namespace {

// The network as it is stored and computed; says where the one that was asked for is not taken.
ir::network stored(ir::network n, emit::sparse_storage wanted) {
  emit::storage_choice choice = emit::choose_storage(std::move(n), wanted);
  for (const std::size_t i : choice.left_dense)
    fmt::print(
        stderr, "genn: {}\n",
        to_string(diagnostic{layer_name(choice.network, choice.network.nodes[i]),
                             "its weight would be larger without its zeros", "it stays dense"}));
  return passes::pool_by_rows(std::move(choice.network));
}

}  // namespace

void convert(const convert_options& o) {
  const loaded program = load(o.archive);
  emit::options text;
  // A folder may be given with a slash at its end.
  const std::filesystem::path file =
      o.archive.has_filename() ? o.archive.filename() : o.archive.parent_path().filename();
  text.name = emit::identifier(o.name.empty() ? file.stem().string() : o.name);
  if (!o.name.empty() && text.name != o.name)
    fmt::print(stderr, "genn: --name {}: no name C++ can use; it becomes {}\n", o.name, text.name);
  text.source = file.string();
  text.torch = program.torch_version;
  text.weights = o.weights;
  text.standalone = o.standalone;
  text.states = program.states;
  for (const target& t : targets)
    if (o.target == t.name) text.target = t;

  const ir::network network = stored(in_form(program, o.form), o.sparse);
  const run::memory_report memory = run::plan_memory(network);
  std::vector<emit::file> files{
      {o.folder / (text.name + ".hpp"), emit::header(network, program.border, text)}};
  if (o.c_api) {
    files.push_back({o.folder / (text.name + ".h"),
                     emit::c_header(network, program.border, memory.arena_bytes, text)});
    files.push_back(
        {o.folder / (text.name + ".cpp"), emit::c_source(network, program.border, text)});
  }
  emit::write_files(files);

  std::uint64_t macs = 0;
  for (const ir::node& x : network.nodes) macs += run::macs_of(network, x);
  for (const emit::file& f : files) fmt::print("{}\n", f.path.string());
  fmt::print("{}: {} layers, {} MACs, {} bytes of RAM (bound {})\n", text.name,
             network.nodes.size(), macs, memory.arena_bytes, memory.lower_bound);
}

}  // namespace genn::commands

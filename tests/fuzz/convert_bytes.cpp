// SPDX-License-Identifier: BSL-1.0
#include "convert_bytes.hpp"

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "commands/load.hpp"
#include "emit/c_api.hpp"
#include "emit/choose_storage.hpp"
#include "emit/header.hpp"
#include "ir/diagnostic.hpp"
#include "run/memory.hpp"

namespace fuzz {

namespace {

std::string convert(const std::filesystem::path& archive) {
  using namespace genn;
  const commands::loaded program = commands::load(archive);
  const ir::network network =
      emit::choose_storage(program.network, emit::sparse_storage::automatic).network;
  emit::options text;
  text.name = "fuzzed";
  text.source = "fuzzed.pt2";
  text.torch = program.torch_version;
  const std::int64_t arena = run::plan_memory(network).arena_bytes;
  emit::c_header(network, program.border, arena, text);
  emit::c_source(network, program.border, text);
  return emit::header(network, program.border, text);
}

}  // namespace

std::string convert_bytes(std::string_view archive) {
  const std::filesystem::path path =
      std::filesystem::temp_directory_path() / ("genn_fuzz_" + std::to_string(getpid()) + ".pt2");
  std::ofstream(path, std::ios::binary) << archive;
  std::string header;
  try {
    header = convert(path);
  } catch (const genn::conversion_error& error) {
    // A refusal without a reason is as bad as a crash.
    if (error.all().empty() || error.all().front().what.empty()) std::abort();
  }
  std::filesystem::remove(path);
  return header;
}

}  // namespace fuzz

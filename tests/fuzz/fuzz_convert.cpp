// SPDX-License-Identifier: BSL-1.0
// What libFuzzer calls. With GENN_FUZZ_HEADERS=FOLDER one of ten headers is kept there, for a
// compiler to look at.
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <functional>
#include <string>

#include "convert_bytes.hpp"
#include "mutate_archive.hpp"

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t most);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string header = fuzz::convert_bytes({reinterpret_cast<const char*>(data), size});
  if (const char* folder = std::getenv("GENN_FUZZ_HEADERS"); folder != nullptr && !header.empty()) {
    const std::size_t hash = std::hash<std::string>()(header);
    if (hash % 10 == 0)
      std::ofstream(std::string(folder) + "/" + std::to_string(hash) + ".hpp") << header;
  }
  return 0;
}

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t most, unsigned seed) {
  fuzz::randomness random(seed);
  const auto mutate_bytes = [](std::string& bytes) {
    const std::size_t length = bytes.size();
    bytes.resize(length + 64);
    bytes.resize(
        LLVMFuzzerMutate(reinterpret_cast<std::uint8_t*>(bytes.data()), length, bytes.size()));
  };
  const std::string changed =
      fuzz::mutate_archive({reinterpret_cast<const char*>(data), size}, random, mutate_bytes);
  if (changed.empty() || changed.size() > most) return LLVMFuzzerMutate(data, size, most);
  std::memcpy(data, changed.data(), changed.size());
  return changed.size();
}

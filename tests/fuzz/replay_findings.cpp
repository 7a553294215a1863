// SPDX-License-Identifier: BSL-1.0
// Archives that once crashed the generator, kept it busy without end or gave code that does not
// compile: each is refused with a diagnostic, or converts.
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "convert_bytes.hpp"

TEST_CASE("what the fuzzer found is harmless") {
  std::size_t replayed = 0;
  for (const auto& file : std::filesystem::directory_iterator(FINDINGS)) {
    INFO(file.path());
    std::ifstream bytes(file.path(), std::ios::binary);
    CHECK_NOTHROW(fuzz::convert_bytes(std::string(std::istreambuf_iterator<char>(bytes), {})));
    ++replayed;
  }
  CHECK(replayed > 0);
}

// SPDX-License-Identifier: BSL-1.0
#include "emit/library.hpp"

#include "embedded.hpp"

namespace genn::emit {

namespace {

// One copy for all standalone headers of a program, and none beside the library itself.
constexpr const char* guard_begin = "#if !defined(GENN_LIBRARY)\n#define GENN_LIBRARY\n";
constexpr const char* guard_end = "#endif  // GENN_LIBRARY\n";

}  // namespace

std::string library_text() {
  return guard_begin + embedded::join(embedded::library_pieces, embedded::library_piece_count) +
         guard_end;
}

}  // namespace genn::emit

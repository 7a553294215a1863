// SPDX-License-Identifier: BSL-1.0
#include "emit/library.hpp"

#include "embedded.hpp"

namespace genn::emit {

namespace {

constexpr const char* notice =
    R"(// GENN, and Boost.Hana (Copyright Louis Dionne 2013-2022, Jason Rice 2017): both distributed under
// the Boost Software License 1.0, https://www.boost.org/LICENSE_1_0.txt. Comments are left out.
#pragma GCC system_header
)";

}  // namespace

std::string library_text() {
  return notice + embedded::join(embedded::library_pieces, embedded::library_piece_count);
}

}  // namespace genn::emit

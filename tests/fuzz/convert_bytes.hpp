// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string>
#include <string_view>

namespace fuzz {

/// Reads an archive as `genn convert --c-api` does and returns the header; empty where the program
/// is refused with a diagnostic.
std::string convert_bytes(std::string_view archive);

}  // namespace fuzz

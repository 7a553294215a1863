// SPDX-License-Identifier: BSL-1.0
// The entries of a zip archive in memory, taken out and put together again.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fuzz {

using entries = std::vector<std::pair<std::string, std::string>>;  // names and bytes

/// Empty where `archive` is none that can be read.
entries unpack(std::string_view archive);

/// An archive with right sizes and checksums; equal names are taken once. Empty where libzip
/// refuses.
std::string pack(const entries& all);

}  // namespace fuzz

// SPDX-License-Identifier: BSL-1.0
// Changes an archive where a reader may trip: its bytes, its entries, their JSON, their sizes.
#pragma once

#include <cstddef>
#include <functional>
#include <string>

#include "mutate_json.hpp"

namespace fuzz {

/// Changes bytes anywhere, the length included.
using byte_mutator = std::function<void(std::string&)>;

std::string mutate_archive(const std::string& archive, randomness& random,
                           const byte_mutator& mutate_bytes);

}  // namespace fuzz

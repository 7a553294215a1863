// SPDX-License-Identifier: BSL-1.0
// The arena of a network, by the library's own planner.
#pragma once

#include "ir/network.hpp"

namespace genn::run {

struct memory_report {
  index_t arena_bytes = 0, lower_bound = 0;
};

/// Plans the network in the order of its nodes. Throws conversion_error past 1,000 tensors.
memory_report plan_memory(const ir::network& n);

}  // namespace genn::run

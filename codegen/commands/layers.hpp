// SPDX-License-Identifier: BSL-1.0
// What commands show of layers.
#pragma once

#include <set>
#include <string>

#include "ir/network.hpp"

namespace genn::commands {

/// The layer's path in the PyTorch model, or the name of its result.
std::string layer_name(const ir::network& n, const ir::node& x);

/// Bytes of the constants that a node reads and that are not in `counted` yet.
std::int64_t constant_bytes(const ir::network& n, const ir::node& x,
                            std::set<ir::value_id>& counted);

/// Bytes of all constants.
std::int64_t constant_bytes(const ir::network& n);

}  // namespace genn::commands

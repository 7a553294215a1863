// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string>

#include "emit/options.hpp"
#include "ir/network.hpp"

namespace genn::emit {

/// The C++ header of a network. `border` is the network as the program has it, for the shapes that
/// the user knows. Deterministic to the byte.
std::string header(const ir::network& n, const ir::network& border, const options& o);

}  // namespace genn::emit

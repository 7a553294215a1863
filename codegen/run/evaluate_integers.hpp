// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <vector>

#include "ir/network.hpp"

namespace genn::run {

/// True for nodes of the integer forms, and for those that lead into or out of them.
bool is_of_integers(const ir::network& n, const ir::node& x);

/// The result of such a node by the library's reference kernels: every integer that a device
/// computes.
ir::tensor evaluate_integers(const ir::network& n, const ir::node& x,
                             const std::vector<const ir::tensor*>& operands);

}  // namespace genn::run

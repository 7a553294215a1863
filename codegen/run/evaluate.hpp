// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <vector>

#include "ir/network.hpp"

namespace genn::run {

/// The result of one node by the library's reference kernels: the same numbers that a device
/// computes, floats with GENN_REFERENCE_KERNELS and -ffp-contract=off.
ir::tensor evaluate(const ir::network& n, const ir::node& x,
                    const std::vector<const ir::tensor*>& operands);

}  // namespace genn::run

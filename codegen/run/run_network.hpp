// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <functional>
#include <vector>

#include "ir/network.hpp"

namespace genn::run {

/// Called with each node and its result.
using observer = std::function<void(const ir::node&, const ir::tensor&)>;

/// The outputs of a network on one set of inputs, in their order and shapes.
std::vector<ir::tensor> run_network(const ir::network& n, std::vector<ir::tensor> inputs,
                                    const observer& observe = {});

}  // namespace genn::run

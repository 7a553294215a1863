// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <functional>
#include <vector>

#include "ir/network.hpp"

namespace genn::run {

/// Called with each node and its result.
using observer = std::function<void(const ir::node&, const ir::tensor&)>;

/// The outputs of a network on one set of real inputs, in their order and shapes, as the network
/// stores them: integers in the integer forms.
std::vector<ir::tensor> run_network(const ir::network& n, const std::vector<ir::tensor>& inputs,
                                    const observer& observe = {});

}  // namespace genn::run

// SPDX-License-Identifier: BSL-1.0
// Layers that remember, by the library's reference kernels.
#pragma once

#include <functional>

#include "ir/network.hpp"

namespace genn::run {

/// What a step of floats computes on its way: the sums of the gates that input and state make, and
/// the cells.
using step_observer =
    std::function<void(const std::vector<float>& of_input, const std::vector<float>& of_state,
                       const std::vector<float>& cells)>;

void run_recurrent(const ir::network& n, const ir::node& x, const ir::recurrent& r,
                   const std::vector<const ir::tensor*>& operands, std::vector<float>& results,
                   const step_observer& observe = {});
void run_recurrent(const ir::network& n, const ir::node& x, const ir::recurrent& r,
                   const std::vector<const ir::tensor*>& operands,
                   std::vector<std::int64_t>& results);

}  // namespace genn::run

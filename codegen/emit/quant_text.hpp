// SPDX-License-Identifier: BSL-1.0
// Numbers of the integer forms as members of a type.
#pragma once

#include <string>
#include <vector>

#include "ir/network.hpp"

namespace genn::emit {

/// The members that hold the quantization of a value and the parameters of the node that computes
/// it, but for its constants. `x` is nullptr for an input.
std::vector<std::string> quant_members(const ir::network& n, ir::value_id id, const ir::node* x);

/// Of the sums of gates that one linear layer of a recurrent layer makes.
std::vector<std::string> quant_members_of_gates(const ir::integer_sum& sum, std::int32_t places);

}  // namespace genn::emit

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "ir/network.hpp"

namespace genn::passes {

/// PyTorch's integers are floats inside a network. Where floats might not hold them exactly, and
/// somebody can tell, they stay integers of 32 or 64 bits, and layers compute with these. The first
/// pass, behind lowering, whose changes of type it takes out. `callers`: the inputs that are not
/// state.
ir::network whole_numbers(ir::network n, std::size_t callers);

}  // namespace genn::passes

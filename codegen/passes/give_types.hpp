// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <vector>

#include "ir/network.hpp"

namespace genn::passes {

/// What PyTorch's inputs and outputs are made of.
struct border_types {
  std::vector<ir::element> inputs, outputs;
};

border_types types_of(const ir::program& p);

/// Inside a network integers and booleans are floats, or integers already (whole_numbers). Gives
/// inputs and outputs the types that its callers see: int32 for integers, of 64 bits the lower
/// half, bytes for booleans. States behind them stay what they are. The last
/// pass, behind all choices of forms.
ir::network give_types(ir::network n, const border_types& types);

}  // namespace genn::passes

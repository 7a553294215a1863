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

/// Inside a network integers and booleans are floats. Gives inputs and outputs the types that its
/// callers see: int32 for integers, bytes for booleans. States behind them stay floats. The last
/// pass, behind all choices of forms.
ir::network give_types(ir::network n, const border_types& types);

}  // namespace genn::passes

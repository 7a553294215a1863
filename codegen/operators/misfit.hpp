// SPDX-License-Identifier: BSL-1.0
// An archive states the shape of every tensor; a damaged one may state anything.
#pragma once

#include <string>
#include <vector>

#include "ir/network.hpp"

namespace genn::operators {

/// Why a layer over these operands cannot have a result of this shape, or "" if it can.
std::string misfit(const ir::network& n, const ir::layer& what,
                   const std::vector<ir::value_id>& operands, const ir::dims& result);

}  // namespace genn::operators

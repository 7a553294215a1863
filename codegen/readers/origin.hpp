// SPDX-License-Identifier: BSL-1.0
// Where a node stands in the user's model, from its metadata.
#pragma once

#include "ir/program.hpp"
#include "readers/json.hpp"

namespace genn::readers {

ir::origin origin_of(const json_view& node);

/// "conv1 (Conv2d), model.py:12": how messages name a node.
std::string describe(const ir::origin& where, const std::string& otherwise);

}  // namespace genn::readers

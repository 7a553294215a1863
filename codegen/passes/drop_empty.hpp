// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "ir/program.hpp"

namespace genn::passes {

/// Tensors without elements go where nothing depends on them: calls that only make such tensors,
/// their parts of a cat, writes of nothing into a slice. Any other read of one is left in place,
/// to be refused by its row.
ir::program drop_empty(ir::program p);

}  // namespace genn::passes

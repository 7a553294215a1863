// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "ir/program.hpp"

namespace genn::passes {

/// Gives in-place operators their pure form: relu_ becomes relu. PyTorch names the new value
/// itself, so this is right unless the old memory is read again under another name; such reads, and
/// writes to buffers (state), are added to `unsupported`.
ir::program make_pure(ir::program p);

}  // namespace genn::passes

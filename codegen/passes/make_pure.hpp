// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "ir/program.hpp"

namespace genn::passes {

/// Gives in-place operators their pure form: relu_ becomes relu. What a write through a view does
/// to the memory that it shows, and to other views of it, becomes calls of its own (slice_scatter
/// …), so that afterwards every value has one content. Buffers that are written to become `writes`
/// (state). Reads of memory whose content cannot be followed, and writes to inputs, are added to
/// `unsupported`.
ir::program make_pure(ir::program p);

}  // namespace genn::passes

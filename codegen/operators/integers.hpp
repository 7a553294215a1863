// SPDX-License-Identifier: BSL-1.0
// PyTorch's integers are floats inside a network, unless the pass whole_numbers finds that floats
// may not hold them: they wrap around as PyTorch's do.
#pragma once

#include "operators/lowering.hpp"

namespace genn::operators {

/// Whole numbers as an integer type keeps them: modulo 2^8, 2^16 or 2^32.
ir::value_id wrapped(lowering& l, ir::value_id x, ir::element to);

/// Whole numbers where PyTorch turns them into floats, which round what they do not hold, or keeps
/// 32 bits of them.
ir::value_id changed_type(lowering& l, ir::value_id x);

/// True for sums, differences, products and the like, whose results may wrap around.
bool may_wrap(lowering& l);

}  // namespace genn::operators

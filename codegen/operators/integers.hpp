// SPDX-License-Identifier: BSL-1.0
// PyTorch's integers are floats inside a network: short ones wrap around as PyTorch's do, and what
// certainly leaves the range that floats hold exactly is refused.
#pragma once

#include "operators/lowering.hpp"

namespace genn::operators {

/// Whole numbers as an integer type keeps them: modulo 2^8 or 2^16 for the short ones.
ir::value_id wrapped(lowering& l, ir::value_id x, ir::element to);

/// Throws `limit` where a sum, product or bit operation of integers has an operand beyond 2^24.
void require_exact_numbers(lowering& l);

/// True for sums, differences, products and the like, whose results may wrap around.
bool may_wrap(lowering& l);

}  // namespace genn::operators

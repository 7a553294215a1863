// SPDX-License-Identifier: BSL-1.0
// Window layers over tensors as PyTorch has them.
#pragma once

#include "operators/lowering.hpp"

namespace genn::operators {

/// A window layer over the first operand, [channels, spatial...] with or without a batch in front;
/// the result of this shape.
ir::value_id window(lowering& l, ir::layer what, std::vector<ir::value_id> operands,
                    std::size_t spatial, const ir::dims& shape);

/// A convolution, whether its weight and bias are constant or computed.
ir::value_id convolve(lowering& l, ir::convolution c, std::vector<ir::value_id> operands,
                      std::size_t spatial, const ir::dims& shape);

}  // namespace genn::operators

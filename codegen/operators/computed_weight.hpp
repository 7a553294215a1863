// SPDX-License-Identifier: BSL-1.0
// Convolutions whose weight is computed from an input: a template searched in another image, a
// kernel that a network predicts.
#pragma once

#include "operators/lowering.hpp"

namespace genn::operators {

/// A convolution of input, weight and maybe bias; the result of this shape. Where the weight or the
/// bias is computed, it is a product of the weight and the windows, copied side by side.
ir::value_id convolve(lowering& l, ir::convolution c, std::vector<ir::value_id> operands,
                      const ir::dims& shape);

}  // namespace genn::operators

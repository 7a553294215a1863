// SPDX-License-Identifier: BSL-1.0
// Programs that PyTorch quantized: their scales and zero points are taken as they are.
#pragma once

#include "quantize/quantize.hpp"

namespace genn::quantize {

/// True for a network with quantization of its own (ir::fake_quantize).
bool is_quantized(const ir::network& n);

/// The integer network of a simplified program of that kind. What the program computes between
/// dequantize and quantize is one integer layer where there is such a kernel; the rest stays in
/// float between conversions, as in the program itself. The last `states` inputs are what the last
/// outputs become.
result from_program(const ir::network& n, std::size_t states);

}  // namespace genn::quantize

// SPDX-License-Identifier: BSL-1.0
// Quantization inside a network of floats, as a quantized program has it: an element-wise function
// that rounds to the real numbers which integers stand for. The generator takes it out again
// (quantize/from_program.hpp) before anything is emitted.
#pragma once

#include "ir/network.hpp"

namespace genn::ir {

function fake_quantize(const genn::quantization& q);

bool is_fake_quantize(const function& f);

/// The numbers of a fake_quantize.
genn::quantization quantization_of(const function& f);

/// The quantization with which a chain of functions ends, if it does.
std::optional<genn::quantization> quantization_behind(const std::vector<function>& chain);

}  // namespace genn::ir

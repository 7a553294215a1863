// SPDX-License-Identifier: BSL-1.0
// Layer, group, instance and RMS norm: their weights become multipliers and addends of channels.
#pragma once

#include "quantize/assembly.hpp"

namespace genn::quantize {

/// True if bytes tell the results of a norm with this quantization, each within one step of the
/// real one.
bool standardizes_in_integers(const ir::network& n, const ir::node& x, const quantization& q);

}  // namespace genn::quantize

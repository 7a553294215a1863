// SPDX-License-Identifier: BSL-1.0
// What a quantized program sees of its tensors: where all that reads one reads it through the same
// quantization, moves between aside, its integers are all that there is to know of it.
#pragma once

#include <optional>

#include "ir/network.hpp"

namespace genn::quantize {

/// The quantization through which a program reads each value, also from one call to the next: the
/// last `states` inputs are what the last outputs become.
std::vector<std::optional<quantization>> find_observed(const ir::network& n, std::size_t states);

/// The same function, rounded as early as that can be: as soon as a tensor is computed, as it
/// enters, as it is kept.
ir::network round_early(ir::network n, std::size_t states);

}  // namespace genn::quantize

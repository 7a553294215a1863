// SPDX-License-Identifier: BSL-1.0
// Scores of 16 bits under a mask: the lowest integer hides, and what is shown stays so far above it
// that the exponential between them has come to 0.
#pragma once

#include <optional>

#include "ir/network.hpp"
#include "run/calibration.hpp"

namespace genn::quantize {

/// What is shown of scores that a mask has hidden some of, if the softmax makes 0 of the rest.
std::optional<quantization> shown_beside(const quantization& masked);

/// The finest scale of masked scores that shows all numbers seen.
quantization range_under_mask(const run::observed& seen);

}  // namespace genn::quantize

// SPDX-License-Identifier: BSL-1.0
// Where integers of a form would be too coarse for what a calibration saw.
#pragma once

#include "quantize/quantize.hpp"

namespace genn::quantize {

/// Whether straight lines between the entries of a table of 16 bits miss functions by more than
/// integers of 8 bits would, on average of the operands that were seen: a logarithm near 0.
bool leaves_its_lines(const std::vector<ir::function>& chain, const run::observed& operand,
                      const run::observed& result);

/// What was seen spans so much that a step of the form would change the exponentials of a softmax:
/// the -10000 of a mask beside scores of 1.
bool too_wide_for_softmax(const run::observed& logits, form f);

/// Some of the divisors that were seen are a few steps of the form, or none: sqrt(x) + 1e-8.
bool too_near_zero_for_division(const run::observed& divisors, form f);

/// Results of a norm, of rows of `length`, so near to one another beside its multipliers `scale`
/// that integers before them do not tell them apart: rows whose variance is far below its eps.
bool too_small_for_standardize(const run::observed& result, std::int64_t length,
                               const std::vector<float>& scale, form f);

}  // namespace genn::quantize

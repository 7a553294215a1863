// SPDX-License-Identifier: BSL-1.0
// Ranges that integers stand for: clipped where that costs less than coarser steps.
#pragma once

#include "run/calibration.hpp"

namespace genn::run {

/// Contains 0, and 0 is one of its steps.
struct range {
  float low = 0.0f, high = 0.0f;
};

/// A function that the reader of a tensor applies first: errors count behind it. Empty: none.
using reading = std::function<float(float)>;

/// The range whose `steps` steps of equal width (255 for 8 bits) give `seen.numbers` with the least
/// mean squared error, numbers outside clipped. Bounds, which come without numbers, are kept as
/// they are but for 0. [0, 0] if all numbers are 0.
range choose_range(const observed& seen, int steps, const reading& behind = {});

/// The n whose scale 2^-n gives the numbers with the least error in integers of `bits` bits, sign
/// included, saturated; among equals the smallest. Bounds are covered. bits - 1 if all numbers
/// are 0.
int choose_exponent(const observed& seen, int bits, const reading& behind = {});

}  // namespace genn::run

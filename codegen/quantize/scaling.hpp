// SPDX-License-Identifier: BSL-1.0
// Factors between scales as multipliers and shifts.
#pragma once

#include <genn/number/quantization.hpp>
#include <genn/number/rescaling.hpp>
#include <vector>

namespace genn::quantize {

/// Bounds of integers.
struct interval {
  std::int32_t low, high;
};

struct scaling {
  rescaling how;
  std::vector<std::int32_t> multipliers;
};

/// Multipliers of 15 bits and one shift that carry sums of magnitude up to `largest_sum` times
/// factor[c] to a result. The largest factor gets all 15 bits.
scaling scale_by(const std::vector<double>& factors, std::int64_t largest_sum,
                 const quantization& result, interval limit);

/// Factors as their multipliers have them.
std::vector<double> rounded_factors(const std::vector<double>& factors);

/// The least factor that keeps `least_multiplier` beside a largest one.
double least_factor_beside(double largest);

/// A shift to the right with halves rounded up, of `shift` in [0, 30].
rescaling shift_by(std::int32_t shift, interval limit);

}  // namespace genn::quantize

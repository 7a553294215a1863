// SPDX-License-Identifier: BSL-1.0
// Interval arithmetic: the range of a result from the ranges of the operands, in double precision.
#pragma once

#include <vector>

#include "ir/network.hpp"

namespace genn::run {

/// All numbers from low to high. Beyond the largest float there is nothing: an end at
/// +-interval::most means "no bound known".
struct interval {
  static constexpr double most = 3.4028234663852886e38;
  double low = 0.0, high = 0.0;
};

constexpr interval everything{-interval::most, interval::most};

/// The smallest interval that holds both.
interval hull(interval a, interval b);

/// The largest distance from 0.
double magnitude(interval x);

interval operator+(interval a, interval b);
interval operator*(interval a, interval b);

/// Room for the rounding of floats: both ends move out by `error`, and by a little of their own.
interval widened(interval x, double error = 0.0);

/// The range of the library's function `f`; as many operands as it takes.
interval range_of(const ir::function& f, const std::vector<interval>& operands);

/// The range of a chain behind its first function.
interval range_behind(const std::vector<ir::function>& chain, interval x);

}  // namespace genn::run

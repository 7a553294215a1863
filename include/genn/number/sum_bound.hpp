// SPDX-License-Identifier: BSL-1.0
// The proof that a sum of products fits 32 bits.
#pragma once

#include <genn/number/rescaling.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

/// What the generator says of a layer's weights: the largest sum of the magnitudes of one output's
/// weights, and the largest magnitude of a bias.
struct sum_bound {
  std::int64_t weights = 0, bias = 0;

  /// No partial sum, in any order, exceeds this for inputs up to `input` in magnitude.
  constexpr std::int64_t largest(std::int64_t input) const { return weights * input + bias; }
};

/// True if neither the sums nor what is added to them leaves 32 bits.
constexpr bool fits_32_bits(const sum_bound& sums, std::int64_t input, const rescaling& r) {
  const std::int64_t added = r.rounding < 0 ? -std::int64_t{r.rounding} : std::int64_t{r.rounding};
  return sums.largest(input) + added < (std::int64_t{1} << 31);
}

GENN_NAMESPACE_END

#include <genn/undef.hpp>

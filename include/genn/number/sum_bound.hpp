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

/// True if neither a sum, nor what it is shifted left to, nor what is added to it leaves 32 bits.
constexpr bool fits_32_bits(const sum_bound& sums, std::int64_t input, const rescaling& r) {
  const std::int64_t added = r.rounding < 0 ? -std::int64_t{r.rounding} : std::int64_t{r.rounding};
  const std::int64_t largest = sums.largest(input), end = std::int64_t{1} << 31;
  const std::int64_t shifted = r.reach > 0 && r.reach < largest ? r.reach : largest;
  return largest + added < end && shifted < end >> r.left;
}

GENN_NAMESPACE_END

#include <genn/undef.hpp>

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <genn/math/exp.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace math {

/// 1 / (1 + e^-x) with e^-x = 2^n (1 + t): 1 + 2^n is exact up to n = 23; beyond, the 1 goes to
/// 2^n t. NaN stays NaN. Error at most SIG ulp (all floats).
constexpr float sigmoid(float x) {
  if (GENN_CONSTANT_EVALUATED() && is_nan(x)) return x;
  const float below = select(x > 80.0f, 80.0f, x);
  const detail::exp_parts part = detail::exp_reduced(-select(below < -104.0f, -104.0f, below));
  // What lies beyond the exponents is scaled once more, at the end.
  const int n = part.n < 125 ? part.n : 125;
  const float scale = power_of_two(n);
  const float lost = select(n > 23, 1.0f, 0.0f);
  return 1.0f / ((1.0f + scale) + (lost + scale * part.t)) * power_of_two(n - part.n);
}

}  // namespace math

GENN_NAMESPACE_END

#include <genn/undef.hpp>

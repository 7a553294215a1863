// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <genn/math/fabs.hpp>
#include <genn/math/floor.hpp>
#include <genn/math/pow.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace math {

/// The sum of (q + k)^-x over k = 0, 1, ... (Hurwitz): infinite at x = 1 and at q = 0, -1, -2 ...,
/// NaN for x < 1, and for q < 0 unless x is whole. Ten terms, then the formula of Euler and
/// Maclaurin; of negative q all terms below 9.
constexpr float zeta(float x, float q) {
  constexpr float factors[] = {0.0833333333f,  -1.38888889e-3f,  3.30687831e-5f,  -8.26719577e-7f,
                               2.08767570e-8f, -5.28419014e-10f, 1.33825365e-11f, -3.38968030e-13f};
  if (x == 1.0f) return infinity;
  if (!(x > 1.0f) || is_nan(q)) return not_a_number;
  if (q <= 0.0f) {
    if (q == floor(q)) return infinity;
    if (x != floor(x)) return not_a_number;
  }
  float term = pow(q, -x), sum = term;
  for (int i = 0; i < 9 || q <= 9.0f; ++i) {
    q += 1.0f;
    term = pow(q, -x);
    sum += term;
    if (fabs(term) < 1e-9f * fabs(sum)) return sum;
  }
  sum += term * q / (x - 1.0f) - 0.5f * term;
  float rising = 1.0f;
  for (int i = 0; i < 8; ++i) {
    const float k = 2.0f * float(i);
    rising *= x + k;
    term /= q;
    const float part = rising * term * factors[i];
    sum += part;
    if (fabs(part) < 1e-9f * fabs(sum)) return sum;
    rising *= x + k + 1.0f;
    term /= q;
  }
  return sum;
}

}  // namespace math

GENN_NAMESPACE_END

#include <genn/undef.hpp>

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <genn/math/cos.hpp>
#include <genn/math/log.hpp>
#include <genn/math/round_half_even.hpp>
#include <genn/math/sin.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace math {

namespace detail {

/// The asymptotic series behind a few steps of digamma(x) = digamma(x + 1) - 1 / x.
constexpr float digamma_positive(float x) {
  float steps = 0.0f;
  for (; x < 6.0f; x += 1.0f) steps += 1.0f / x;
  const float r = 1.0f / x, z = r * r;
  const float tail =
      0.5f * r +
      z * (0.0833333333f - z * (0.00833333333f - z * (0.00396825397f - z * 0.00416666667f)));
  return log(x) - (tail + steps);
}

}  // namespace detail

/// The derivative of log(gamma(x)): infinite at 0, NaN at -1, -2 ... Error at most 5.5 units of the
/// last place of the larger of 1 and |y|, for x > 0.
constexpr float digamma(float x) {
  if (is_nan(x) || x == infinity) return x;
  if (x == 0.0f) return copy_sign(infinity, copy_sign(1.0f, x) > 0.0f ? -1.0f : 1.0f);
  if (x > 0.0f) return detail::digamma_positive(x);
  const float distance = x - round_half_even(x);
  if (distance == 0.0f || x == -infinity) return not_a_number;
  const float angle = 3.14159265f * distance;
  return detail::digamma_positive(1.0f - x) - 3.14159265f * cos(angle) / sin(angle);
}

}  // namespace math

GENN_NAMESPACE_END

#include <genn/undef.hpp>

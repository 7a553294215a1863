// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <genn/math/fabs.hpp>
#include <genn/math/float_pair.hpp>
#include <genn/math/log.hpp>
#include <genn/math/round_half_even.hpp>
#include <genn/math/tan.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace math {

namespace detail {

/// digamma(1.5 + v) for -1/2 <= v <= 3/4: its distance t from the zero, times a polynomial fitted
/// as in exp.hpp; largest relative error 8.8e-9.
constexpr float digamma_near_zero(float t, float v) {
  const float rest =
      1.28141657e-4f +
      v * (-0.423627436f +
           v * (0.240541548f +
                v * (-0.14840275f +
                     v * (0.0950103477f +
                          v * (-0.0619809888f +
                               v * (0.0405978821f +
                                    v * (-0.0263955742f +
                                         v * (0.0181701202f +
                                              v * (-0.014158152f +
                                                   v * (0.00931832381f +
                                                        v * -0.00298665394f))))))))));
  return product_of_sum(t, 0.950927734f, rest);
}

/// The asymptotic series less the logarithm, r = 1 / x for x >= 6.
constexpr float digamma_tail(float r) {
  const float z = r * r;
  return 0.5f * r +
         z * (0.0833333333f - z * (0.00833333333f - z * (0.00396825397f - z * 0.00416666667f)));
}

/// Steps of digamma(x) = digamma(x + 1) - 1 / x lead into [1, 2.25].
constexpr float digamma_positive(float x) {
  constexpr float low = 1.24381499e-8f;  // of the zero
  if (x >= 6.0f) return log_combined(log_reduced(x), -digamma_tail(1.0f / x));
  if (x < 1e-30f) return -1.0f / x;
  if (x < 1.0f) {
    const float step = 1.0f / x, lacks = remainder_of(1.0f, step, x) * step;
    return (digamma_near_zero((x - 0.461632133f) - low, x - 0.5f) - lacks) - step;
  }
  float steps = 0.0f, lacks = 0.0f;
  while (x > 2.25f) {
    x -= 1.0f;
    const float step = 1.0f / x;
    lacks += remainder_of(1.0f, step, x) * step;
    const float_pair sum = steps > step ? exact_sum(steps, step) : exact_sum(step, steps);
    steps = sum.high;
    lacks += sum.low;
  }
  return steps + (digamma_near_zero((x - 1.46163213f) - low, x - 1.5f) + lacks);
}

/// pi / tan(pi d) for 0 < |d| <= 1/2, around 1/2 by what is left to it.
constexpr float pi_cotangent(float d) {
  const float size = fabs(d);
  const bool far = size > 0.25f;
  const float turn = far ? 0.5f - size : size;
  const float arc = 3.14159274f * turn;
  const float t = tan_near_zero(arc, turn * -8.74227766e-8f - remainder_of(arc, turn, 3.14159274f));
  return copy_sign(far ? 3.14159265f * t : 3.14159265f / t, d);
}

}  // namespace detail

/// The derivative of log(gamma(x)): infinite at 0, NaN at -1, -2 ... Error at most 2 ulp above 0,
/// its zero included; below, where two parts cancel near the zeros, 2.8 of the last places of the
/// largest of these, the result and 1.
constexpr float digamma(float x) {
  if (is_nan(x) || x == infinity) return x;
  if (x == 0.0f) return copy_sign(infinity, copy_sign(1.0f, x) > 0.0f ? -1.0f : 1.0f);
  if (x > 0.0f) return detail::digamma_positive(x);
  const float distance = x - round_half_even(x);
  if (distance == 0.0f || x == -infinity) return not_a_number;
  return detail::digamma_positive(1.0f - x) - detail::pi_cotangent(distance);
}

}  // namespace math

GENN_NAMESPACE_END

#include <genn/undef.hpp>

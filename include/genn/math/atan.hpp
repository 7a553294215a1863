// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <genn/math/fabs.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace math {

namespace detail {

/// atan(t) for |t| <= 1/2, less t: fitted as in exp.hpp, largest relative error 2.8e-10.
constexpr float atan_tail(float t) {
  const float z = t * t;
  return t * z *
         (-0.333333284f +
          z * (0.199995548f + z * (-0.142731071f +
                                   z * (0.109484106f + z * (-0.0800907612f + z * 0.0390421525f)))));
}

/// atan(a / b) for a, b >= 0, finite and not both 0. Quotients beyond 1/2 turn by pi / 4 or pi / 2,
/// in two parts each; between 1/2 and 2, a - b is exact.
constexpr float atan_of_quotient(float a, float b) {
  if (a <= 0.5f * b) {
    const float t = a / b;
    return t + atan_tail(t);
  }
  if (0.5f * a > b) {
    const float t = -b / a;
    return 1.57079637f + (t + (atan_tail(t) - 4.37113883e-8f));
  }
  const float t = (a - b) / (a + b);
  return 0.785398185f + (t + (atan_tail(t) - 2.18556941e-8f));
}

}  // namespace detail

/// The angle whose tangent is x, in [-pi/2, pi/2]. Error at most 1.4 ulp.
constexpr float atan(float x) {
  if (is_nan(x)) return x;
  const float size = fabs(x);
  return copy_sign(is_inf(size) ? 1.57079633f : detail::atan_of_quotient(size, 1.0f), x);
}

}  // namespace math

GENN_NAMESPACE_END

#include <genn/undef.hpp>

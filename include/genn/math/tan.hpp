// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <genn/math/half_pi.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace math {

namespace detail {

/// tan(r + low) for |r| <= pi / 4: r + r^3 P(r^2), P of degree 6 fitted as in exp.hpp; largest
/// relative error 1.3e-9.
constexpr float tan_near_zero(float r, float low) {
  const float z = r * r;
  const float tail =
      r * z *
      (0.333333492f +
       z * (0.133326754f +
            z * (0.0540589057f +
                 z * (0.0212862901f +
                      z * (0.0108271241f + z * (9.87748135e-5f + z * 0.00437238067f))))));
  return r + (tail + (low + z * low));
}

}  // namespace detail

/// Tangent, exact reduction at any size. -0.0 stays -0.0, NaN at the infinities. Error at most 1.8
/// ulp.
constexpr float tan(float x) {
  if (is_nan(x)) return x;
  if (is_inf(x)) return not_a_number;
  if (x > -0.00024414062f && x < 0.00024414062f) return x;  // 2^-12
  const detail::angle part = detail::reduce_by_half_pi(x);
  const float y = detail::tan_near_zero(part.r, part.low);
  return (part.quarters & 1u) != 0 ? -1.0f / y : y;
}

}  // namespace math

GENN_NAMESPACE_END

#include <genn/undef.hpp>

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <genn/math/fabs.hpp>
#include <genn/math/float_pair.hpp>
#include <genn/math/sqrt.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace math {

namespace detail {

/// asin(s) less s, z = s^2 <= 1/4: fitted as in exp.hpp, largest relative error 2.9e-10.
constexpr float asin_tail(float s, float z) {
  return s * z *
         (0.166666597f +
          z * (0.0750051737f +
               z * (0.0445148014f + z * (0.0318235978f + z * (0.0143843442f + z * 0.037586391f)))));
}

/// acos(x) for 1/2 <= x <= 1: twice the arc of the sine sqrt((1 - x) / 2), with what the root
/// lacks.
constexpr float acos_near_one(float x) {
  const float z = 0.5f * (1.0f - x);
  if (z == 0.0f) return 0.0f;
  const float s = sqrt(z);
  const float lacks = remainder_of(z, s, s) / (s + s);
  return 2.0f * (s + (lacks + asin_tail(s, z)));
}

}  // namespace detail

/// The angle whose sine is x, in [-pi/2, pi/2]; NaN beyond 1. Error at most 1.9 ulp.
constexpr float asin(float x) {
  const float size = fabs(x);
  if (!(size <= 1.0f)) return not_a_number;
  if (size < 0.5f) return x + detail::asin_tail(x, x * x);
  return copy_sign(1.57079637f - (detail::acos_near_one(size) + 4.37113883e-8f), x);
}

/// The angle whose cosine is x, in [0, pi]; NaN beyond 1. Error at most 1 ulp.
constexpr float acos(float x) {
  const float size = fabs(x);
  if (!(size <= 1.0f)) return not_a_number;
  if (size < 0.5f) return 1.57079637f - (x + (detail::asin_tail(x, x * x) + 4.37113883e-8f));
  const float angle = detail::acos_near_one(size);
  return x > 0.0f ? angle : 3.14159274f - (angle + 8.74227766e-8f);
}

}  // namespace math

GENN_NAMESPACE_END

#include <genn/undef.hpp>

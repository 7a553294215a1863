// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <genn/math/atan.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace math {

/// The angle of the point (x, y), in [-pi, pi], as C's atan2. Error at most 1.6 ulp.
constexpr float atan2(float y, float x) {
  constexpr float pi = 3.14159265f;
  if (is_nan(x) || is_nan(y)) return not_a_number;
  const bool left = copy_sign(1.0f, x) < 0.0f;
  if (y == 0.0f) return copy_sign(left ? pi : 0.0f, y);
  if (is_inf(x) && is_inf(y)) return copy_sign(left ? 0.75f * pi : 0.25f * pi, y);
  if (x == 0.0f || is_inf(y)) return copy_sign(0.5f * pi, y);
  if (is_inf(x)) return copy_sign(left ? pi : 0.0f, y);
  // A sum of the largest floats is infinite.
  const float unit = fabs(x) > 1e37f || fabs(y) > 1e37f ? 0.125f : 1.0f;
  const float angle = detail::atan_of_quotient(fabs(y) * unit, fabs(x) * unit);
  return copy_sign(left ? pi - (angle + 8.74227766e-8f) : angle, y);
}

}  // namespace math

GENN_NAMESPACE_END

#include <genn/undef.hpp>

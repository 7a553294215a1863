// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <genn/math/fabs.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace math {

/// What a / b, towards zero, leaves; exact, with the sign of a.
constexpr float fmod(float a, float b) {
  if (is_nan(a) || is_nan(b) || is_inf(a) || b == 0.0f) return not_a_number;
  const float divisor = fabs(b);
  float left = fabs(a);
  if (is_inf(b) || left < divisor) return a;
  // Long division in binary: every difference is exact.
  float part = divisor;
  while (part <= left * 0.5f) part *= 2.0f;
  for (; part >= divisor; part *= 0.5f)
    if (left >= part) left -= part;
  return copy_sign(left, a);
}

}  // namespace math

GENN_NAMESPACE_END

#include <genn/undef.hpp>

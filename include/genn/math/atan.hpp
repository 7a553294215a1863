// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <genn/math/fabs.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace math {

/// The angle whose tangent is x, in [-pi/2, pi/2].
constexpr float atan(float x) {
  if (is_nan(x)) return x;
  const float size = fabs(x);
  // Into [-tan(pi/8), tan(pi/8)], with the angle that this turned by.
  float t = size, turned = 0.0f;
  if (size > 2.41421356f) {
    t = is_inf(size) ? 0.0f : -1.0f / size;
    turned = 1.57079633f;
  } else if (size > 0.414213562f) {
    t = (size - 1.0f) / (size + 1.0f);
    turned = 0.785398163f;
  }
  const float square = t * t;
  const float tail =
      (((0.0805374449f * square - 0.138776856f) * square + 0.199777106f) * square - 0.333329491f) *
      square * t;
  return copy_sign(turned + (t + tail), x);
}

}  // namespace math

GENN_NAMESPACE_END

#include <genn/undef.hpp>

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <genn/math/sqrt.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace math {

/// 1 / sqrt(x): infinity of its sign at a zero, NaN below. Error at most 1.50 ulp (all
/// floats of two octaves: the others repeat them).
constexpr float rsqrt(float x) {
  if (is_nan(x)) return x;
  if (x == 0.0f) return copy_sign(infinity, x);
  if (x < 0.0f) return not_a_number;
  if (x == infinity) return 0.0f;
  return 1.0f / sqrt(x);
}

}  // namespace math

GENN_NAMESPACE_END

#include <genn/undef.hpp>

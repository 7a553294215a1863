// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <genn/math/trunc.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace math {

/// The largest integer not above x; exact. -0.0 stays -0.0, NaN stays NaN.
constexpr float floor(float x) {
  if (GENN_CONSTANT_EVALUATED() && is_nan(x)) return x;
  const float whole = trunc(x);
  return select(whole > x, whole - 1.0f, whole);
}

}  // namespace math

GENN_NAMESPACE_END

#include <genn/undef.hpp>

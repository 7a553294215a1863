// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <genn/math/log.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace math {

/// Logarithm to base 2, exact of powers of two: -infinity at 0, NaN below. Error at most 1.9
/// ulp.
constexpr float log2(float x) {
  if (is_nan(x) || x <= 0.0f || x == infinity) return log(x);
  const detail::log_parts part = detail::log_reduced(x);
  return float(part.n) + detail::log_combined({0, part.f}) * 1.44269504f;
}

}  // namespace math

GENN_NAMESPACE_END

#include <genn/undef.hpp>

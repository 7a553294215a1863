// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <genn/math/log.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace math {

/// Logarithm to base 10: -infinity at 0, NaN below. log10(2) is split as ln 2 in exp.hpp. Error at
/// most 1.9 ulp.
constexpr float log10(float x) {
  if (is_nan(x) || x <= 0.0f || x == infinity) return log(x);
  const detail::log_parts part = detail::log_reduced(x);
  const float n = float(part.n);
  return n * 0.301025391f + (detail::log_combined({0, part.f}) * 0.434294482f + n * 4.60503898e-6f);
}

}  // namespace math

GENN_NAMESPACE_END

#include <genn/undef.hpp>

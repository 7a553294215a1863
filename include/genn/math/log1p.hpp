// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <genn/math/log.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace math {

/// log(1 + x) without cancellation: the rounding error of 1 + x, divided by it, is added to the
/// logarithm. -0.0 stays -0.0, -infinity at -1, NaN below. Error at most 0.99 ulp (one
/// float in 23, and all in [-1, -1/8] and [1/8, 8]).
constexpr float log1p(float x) {
  if (GENN_CONSTANT_EVALUATED() && is_nan(x)) return x;
  const float above = select(x > -1.0f, x, 0.0f);
  const float limited = select(above < infinity, above, 0.0f);
  const float sum = 1.0f + limited;
  const float lost = select(limited < 1.0f, limited - (sum - 1.0f), 1.0f - (sum - limited));
  detail::log_parts part = detail::log_reduced(sum);
  // Near 1, f is x itself.
  const bool near = part.n == 0;
  part.f = select(near, limited, part.f);
  const float y = detail::log_combined(part, select(near, 0.0f, lost / sum));
  const float special = select(x < -1.0f, not_a_number, select(x == -1.0f, -infinity, x));
  const float ordinary = select(x < infinity, y, x);
  return select(x == 0.0f, x, select(x > -1.0f, ordinary, special));
}

}  // namespace math

GENN_NAMESPACE_END

#include <genn/undef.hpp>

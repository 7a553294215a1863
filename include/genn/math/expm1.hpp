// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <genn/math/exp.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace math {

/// e^x - 1 without cancellation: 2^n ((1 - 2^-n) + t) with the parts of e^x. -0.0 stays -0.0, NaN
/// stays NaN. Error at most 1.68 ulp (one float in 23, and all in [1/16, 4] and its negative).
constexpr float expm1(float x) {
  if (GENN_CONSTANT_EVALUATED() && is_nan(x)) return x;
  constexpr float last = 88.7228317f;
  const float above = select(x > -18.0f, x, -18.0f);
  const detail::exp_parts part = detail::exp_reduced(select(above < last, above, last));
  const int shift = part.n < 30 ? part.n : 30;
  const float one = power_of_two(-shift);
  // In [0.29, 1.42], or near -2^26.
  const float sum = (1.0f - one) + part.t;
  const float y = sum * power_of_two(part.n >> 1) * power_of_two(part.n - (part.n >> 1));
  return select(is_nan(x), x, select(x == 0.0f, x, select(x > last, infinity, y)));
}

}  // namespace math

GENN_NAMESPACE_END

#include <genn/undef.hpp>

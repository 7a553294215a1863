// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <genn/math/exp.hpp>
#include <genn/math/fabs.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace math {

namespace detail {

/// tanh(x) for 0 <= x < 0.55: x + x^3 P(x^2), P of degree 4 fitted as in exp.hpp; largest relative
/// error 1.0e-9.
constexpr float tanh_small(float x) {
  const float z = x * x;
  return x + x * z *
                 (-0.3333332f +
                  z * (0.13332637f + z * (-0.05385685f + z * (0.021088311f + z * -0.006295665f))));
}

/// tanh(x) for 0.55 <= x <= 9.1: 1 - 2 / (1 + e^2x).
constexpr float tanh_large(float x) {
  const exp_parts part = exp_reduced(x + x);
  const float scale = power_of_two(part.n);
  return 1.0f - 2.0f / ((1.0f + scale) + scale * part.t);
}

}  // namespace detail

/// Hyperbolic tangent. -0.0 stays -0.0, NaN stays NaN. Error at most 1.33 ulp (all
/// floats).
constexpr float tanh(float x) {
  if (GENN_CONSTANT_EVALUATED() && is_nan(x)) return x;
  const float magnitude = fabs(x);
  const float limited = select(magnitude > 9.1f, 9.1f, magnitude);  // NaN stays
  const float y = select(limited < 0.55f, detail::tanh_small(limited), detail::tanh_large(limited));
  return copy_sign(y, x);
}

}  // namespace math

GENN_NAMESPACE_END

#include <genn/undef.hpp>

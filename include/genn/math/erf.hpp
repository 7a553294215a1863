// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <genn/math/exp.hpp>
#include <genn/math/fabs.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace math {

namespace detail {

/// erf(x) for 0 <= x < 0.92: x + x P(x^2), P of degree 6 fitted as in exp.hpp; largest relative
/// error 9.7e-10.
constexpr float erf_small(float x) {
  const float z = x * x;
  return x + x * (0.12837917f +
                  z * (-0.37612632f +
                       z * (0.11283687f +
                            z * (-0.02685927f +
                                 z * (0.005201041f + z * (-0.00081442174f + z * 0.0000837864f))))));
}

/// erf(x) for 0.92 <= x <= 3.95: 1 - e^-P(x), P of degree 7 fitted to -log(erfc(x)) as in exp.hpp;
/// largest error 5.1e-11.
constexpr float erf_large(float x) {
  const float exponent =
      -0.000174684f +
      x * (1.1295149f +
           x * (0.6333469f +
                x * (0.10828003f +
                     x * (-0.025119334f +
                          x * (0.0041709947f + x * (-0.0004344392f + x * 0.000021092019f))))));
  const exp_parts part = exp_reduced(-exponent);
  const float scale = power_of_two(part.n);
  return (1.0f - scale) - scale * part.t;
}

}  // namespace detail

/// Error function. -0.0 stays -0.0, NaN stays NaN. Error at most 1.21 ulp (all floats).
constexpr float erf(float x) {
  if (GENN_CONSTANT_EVALUATED() && is_nan(x)) return x;
  const float magnitude = fabs(x);
  const float limited = select(magnitude > 3.95f, 3.95f, magnitude);  // NaN stays
  const float y = select(limited < 0.92f, detail::erf_small(limited), detail::erf_large(limited));
  return copy_sign(y, x);
}

}  // namespace math

GENN_NAMESPACE_END

#include <genn/undef.hpp>

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <genn/math/exp.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace math {

namespace detail {

/// (tanh(x) - x) / x^3 as a polynomial in x^2, |x| < 0.625: fitted as in exp.hpp; largest error of
/// x^2 times the polynomial 1.5e-10.
constexpr float tanh_tail(float z) {
  return -0.33333331f +
         z * (0.1333321f +
              z * (-0.053947203f + z * (0.021702962f + z * (-0.0081826635f + z * 0.0021475279f))));
}

}  // namespace detail

/// Hyperbolic tangent. Error at most 1.31 ulp (measured on one float in 97).
constexpr float tanh(float x) {
  if (is_nan(x)) return x;
  const float magnitude = x < 0.0f ? -x : x;
  if (magnitude < 0.625f) {
    const float z = x * x;
    return x + x * z * detail::tanh_tail(z);
  }
  const float t = magnitude > 9.1f ? 1.0f : 1.0f - 2.0f / (exp(2.0f * magnitude) + 1.0f);
  return x < 0.0f ? -t : t;
}

}  // namespace math

GENN_NAMESPACE_END

#include <genn/undef.hpp>

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <genn/math/fabs.hpp>
#include <genn/math/log1p.hpp>
#include <genn/math/sqrt.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace math {

/// The number whose error function is x: infinite at -1 and 1, NaN beyond. x times a polynomial of
/// w = -log(1 - x^2), or of its root (Giles, Approximating the erfinv function). Error at most
/// 4.5 ulp.
constexpr float erfinv(float x) {
  if (is_nan(x) || x == 0.0f) return x;
  const float size = fabs(x);
  if (size >= 1.0f) return size == 1.0f ? copy_sign(infinity, x) : not_a_number;
  float w = -log1p(-x * x);
  if (size > 0.5f) w = -(log1p(-size) + log1p(size));
  float p = 0.0f;
  if (w < 5.0f) {
    w -= 2.5f;
    p = 0.246640727f +
        w * (-0.00417768164f +
             w * (-0.00125372503f +
                  w * (0.00021858087f +
                       w * (-4.39150654e-6f +
                            w * (-3.5233877e-6f + w * (3.43273939e-7f + w * 2.81022636e-8f))))));
    p = 1.50140941f + w * p;
  } else {
    w = sqrt(w) - 3.0f;
    p = 1.00167406f +
        w * (0.00943887047f +
             w * (-0.0076224613f +
                  w * (0.00573950773f +
                       w * (-0.00367342844f +
                            w * (0.00134934322f + w * (0.000100950558f + w * -0.000200214257f))))));
    p = 2.83297682f + w * p;
  }
  return p * x;
}

}  // namespace math

GENN_NAMESPACE_END

#include <genn/undef.hpp>

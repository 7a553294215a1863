// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <genn/math/fabs.hpp>
#include <genn/math/float_pair.hpp>
#include <genn/math/log1p.hpp>
#include <genn/math/sqrt.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace math {

namespace detail {

/// -log(1 - x^2) for 0 < x < 1; from 1/2 on, 1 - x^2 is a product of two exact sums.
constexpr float erfinv_argument(float x) {
  if (x < 0.5f) return -log1p(-x * x);
  const float below = 1.0f - x;
  const float_pair above = exact_sum(1.0f, x);
  const float product = below * above.high;
  const float low = below * above.low - remainder_of(product, below, above.high);
  return -log_combined(log_reduced(product), low / product);
}

/// erfinv(x) / x - 1 for w < 5, fitted as in exp.hpp; largest relative error of the whole 6.7e-9.
constexpr float erfinv_near(float w) {
  const float v = w - 2.5f;
  return 0.501409352f +
         v * (0.24664028f +
              v * (-0.00417736871f +
                   v * (-0.00125273212f +
                        v * (0.000218333458f +
                             v * (-4.9681048e-6f +
                                  v * (-3.46028901e-6f +
                                       v * (4.67084902e-7f +
                                            v * (2.3057332e-8f + v * -8.85155238e-9f))))))));
}

/// erfinv(x) / x - 3 from there on; largest relative error of the whole 1.9e-9.
constexpr float erfinv_far(float w) {
  const float v = sqrt(w) - 3.0f;
  return -0.167023197f +
         v * (1.00167525f +
              v * (0.00944525842f +
                   v * (-0.00764298439f +
                        v * (0.0056879227f +
                             v * (-0.00356607116f +
                                  v * (0.00147454976f + v * (-0.000121818644f +
                                                             v * (-0.000276607228f +
                                                                  v * (0.000161623291f +
                                                                       v * -3.01305063e-5f)))))))));
}

}  // namespace detail

/// The number whose error function is x: infinite at -1 and 1, NaN beyond. x times a polynomial of
/// w = -log(1 - x^2), or of its root (Giles, Approximating the erfinv function), behind a multiple
/// of x that is exact. Error at most 2 ulp.
constexpr float erfinv(float x) {
  if (is_nan(x) || x == 0.0f) return x;
  const float size = fabs(x);
  if (size >= 1.0f) return size == 1.0f ? copy_sign(infinity, x) : not_a_number;
  const float w = detail::erfinv_argument(size);
  if (w < 5.0f) return x + x * detail::erfinv_near(w);
  return 4.0f * x + x * (detail::erfinv_far(w) - 1.0f);
}

}  // namespace math

GENN_NAMESPACE_END

#include <genn/undef.hpp>

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <genn/math/exp.hpp>
#include <genn/math/fabs.hpp>
#include <genn/math/sqrt.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace math {

namespace detail {

/// Up to 7.75.
constexpr float bessel_i0_near(float x) {
  const float z = 0.25f * x * x;
  return 1.0f +
         z * (1.0f +
              z * (0.25f + z * (0.0277777798f +
                                z * (0.00173610984f +
                                     z * (6.94451373e-5f +
                                          z * (1.9287977e-6f +
                                               z * (3.94087181e-8f +
                                                    z * (6.10083428e-10f +
                                                         z * (7.98668336e-12f +
                                                              z * (5.72601658e-14f +
                                                                   z * 1.10799596e-15f))))))))));
}

/// Beyond, behind e^x.
constexpr float bessel_i0_far(float x) {
  const float r = 1.0f / x;
  const float p =
      0.398942292f +
      r * (0.0498695597f +
           r * (0.0278960988f + r * (0.0339407698f + r * (-0.0161190927f + r * 0.397839278f))));
  return p / sqrt(x);
}

}  // namespace detail

/// The modified Bessel function of order 0. Polynomials with Chebyshev's nodes: of (x / 2)^2 up to
/// 7.75, behind e^x / sqrt(x) beyond. Error at most 5 ulp.
constexpr float bessel_i0(float x) {
  if (is_nan(x)) return x;
  x = fabs(x);
  if (x <= 7.75f) return detail::bessel_i0_near(x);
  if (x == infinity) return x;
  // In two halves, for e^x overflows before the result does.
  const float half = exp(0.5f * x);
  return half * detail::bessel_i0_far(x) * half;
}

/// The same times e^-|x|.
constexpr float bessel_i0e(float x) {
  if (is_nan(x)) return x;
  x = fabs(x);
  if (x <= 7.75f) return exp(-x) * detail::bessel_i0_near(x);
  return x == infinity ? 0.0f : detail::bessel_i0_far(x);
}

}  // namespace math

GENN_NAMESPACE_END

#include <genn/undef.hpp>

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <genn/math/exp.hpp>
#include <genn/math/fabs.hpp>
#include <genn/math/float_pair.hpp>
#include <genn/math/sqrt.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace math {

namespace detail {

/// The series for 0 <= x < 2.
constexpr float bessel_i0_small(float x) {
  const float z = 0.25f * x * x;
  return 1.0f +
         z * (1.0f + z * (0.25f + z * (0.0277777778f +
                                       z * (0.00173611111f +
                                            z * (6.94444444e-5f +
                                                 z * (1.92901235e-6f + z * 3.93675989e-8f))))));
}

/// sqrt(x) I0(x) / e^x for 2 <= x < 8, less 0.40625; fitted as in exp.hpp, largest error 6.8e-9.
constexpr float bessel_i0_middle(float x) {
  const float u = (x - 3.0f) / (x + 3.0f);
  return 0.0146389613f +
         u * (-0.0589615218f +
              u * (0.0843627527f +
                   u * (-0.0552047528f +
                        u * (-0.0813914835f +
                             u * (0.203004703f +
                                  u * (-0.103981517f +
                                       u * (-0.0771208704f +
                                            u * (0.0457997285f + u * 0.0368308313f))))))));
}

/// The same from 8 on, less 0.4; largest error 1.2e-9.
constexpr float bessel_i0_far(float x) {
  const float r = 1.0f / x;
  return -0.0010577247f +
         r * (0.0498673432f +
              r * (0.028099509f +
                   r * (0.027124634f +
                        r * (0.0867900997f + r * (-0.316201389f + r * 1.85356987f)))));
}

/// From 2 on: what the root and the quotient lack goes, relative, into the exponent, where one part
/// of the sum is near enough to 1 / 2.4.
constexpr float bessel_i0_large(float x) {
  const float_pair scaled =
      x < 8.0f ? exact_sum(0.40625f, bessel_i0_middle(x)) : exact_sum(0.4f, bessel_i0_far(x));
  const float root = sqrt(x);
  const float q = scaled.high / root;
  const float root_lacks = remainder_of(x, root, root) / (root + root);
  const float lacking = remainder_of(scaled.high, q, root) + (scaled.low - q * root_lacks);
  const exp_parts part = exp_reduced(x, 2.4f * lacking);
  // q is between 0.04 and 0.31
  return scale_near_one(8.0f * (q + q * part.t), part.n - 3);
}

}  // namespace detail

/// The modified Bessel function of order 0. Error at most 1.6 ulp.
constexpr float bessel_i0(float x) {
  if (is_nan(x)) return x;
  x = fabs(x);
  if (x < 2.0f) return detail::bessel_i0_small(x);
  return x < 92.0f ? detail::bessel_i0_large(x) : infinity;
}

/// The same times e^-|x|.
constexpr float bessel_i0e(float x) {
  if (is_nan(x)) return x;
  x = fabs(x);
  if (x < 2.0f) return exp(-x) * detail::bessel_i0_small(x);
  if (x == infinity) return 0.0f;
  const float scaled =
      x < 8.0f ? 0.40625f + detail::bessel_i0_middle(x) : 0.4f + detail::bessel_i0_far(x);
  return scaled / sqrt(x);
}

}  // namespace math

GENN_NAMESPACE_END

#include <genn/undef.hpp>

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <genn/math/bits.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace math {

namespace detail {

/// x = n * ln 2 + r with |r| <= 0.35; the constant is split so that r carries no error.
struct reduced {
  int n;
  float r;
};
constexpr reduced reduce_by_ln2(float x) {
  const float scaled = x * 1.44269504f;
  const int n = int(scaled < 0.0f ? scaled - 0.5f : scaled + 0.5f);
  return {n, (x - float(n) * 0.693359375f) - float(n) * -2.12194440e-4f};
}

/// (exp(r) - 1 - r) / r^2 on [-0.35, 0.35]: least squares on Chebyshev nodes, reweighted towards
/// the smallest maximum error, which is 3.4e-9 in r^2 times the polynomial.
constexpr float exp_tail(float r) {
  return 0.5f + r * (0.16666512f + r * (0.041666187f + r * (0.0083695995f + r * 0.0013951712f)));
}

}  // namespace detail

/// e^x. Error at most 1.01 ulp (measured on one float in 97); 0 below -103.98, infinity
/// above 88.73, NaN stays NaN.
constexpr float exp(float x) {
  if (is_nan(x)) return x;
  if (x > 88.8f) return infinity;
  if (x < -104.0f) return 0.0f;
  const detail::reduced part = detail::reduce_by_ln2(x);
  const float r = part.r;
  return scale_by_power(1.0f + (r + r * r * detail::exp_tail(r)), part.n);
}

}  // namespace math

GENN_NAMESPACE_END

#include <genn/undef.hpp>

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <genn/math/bits.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace math {

namespace detail {

/// A number as 2^n * (1 + t), |t| < 0.42.
struct exp_parts {
  int n;
  float t;
};

/// e^(x + low) for |x| < 200 and a small correction `low`. x = n ln 2 + r with |r| <= 0.347;
/// e^r = 1 + r + r^2 P(r), P of degree 4 with the least maximum error of r^2 P, 3.3e-9 (Lawson's
/// reweighted least squares on 500 Chebyshev nodes, coefficients rounded to float from the lowest
/// on and the rest fitted again: so are the polynomials of the other files). ln 2 is split so that
/// n times its first part is exact; r's rounding error only meets the quadratic term.
constexpr exp_parts exp_reduced(float x, float low = 0.0f) {
  // Adding 1.5 * 2^23 rounds to an integer, which then stands in the low bits.
  const float shifted = x * 1.44269504f + 12582912.0f;
  const int n = int(std::int32_t(bits_from_float(shifted) - 0x4b400000u));
  const float whole = shifted - 12582912.0f;
  const float high = x - whole * 0.693359375f;
  low += whole * 2.12194440e-4f;
  const float r = high + low;
  const float tail =
      0.5f + r * (0.16666518f + r * (0.041666415f + r * (0.008369002f + r * 0.001393954f)));
  return {n, high + (r * r * tail + low)};
}

/// x * 2^n for x in [1/4, 4] and n in [-200, 129], rounded once.
constexpr float scale_near_one(float x, int n) {
  const int half = n >> 1;
  return float_from_bits(bits_from_float(x) + (std::uint32_t(half) << 23)) * power_of_two(n - half);
}

}  // namespace detail

/// e^x: 0 below -103.98, infinity above 88.72, NaN stays NaN. Error at most 0.91 ulp, measured on
/// all floats against libm in double.
constexpr float exp(float x) {
  if (GENN_CONSTANT_EVALUATED() && is_nan(x)) return x;
  constexpr float last = 88.7228317f;                   // the largest x with a finite result
  const float above = select(x > -104.0f, x, -104.0f);  // also of NaN
  const detail::exp_parts part = detail::exp_reduced(select(above < last, above, last));
  const float y = detail::scale_near_one(1.0f + part.t, part.n);
  return select(is_nan(x), x, select(x > last, infinity, y));
}

/// e^x / 2 for x > 1, where e^x itself may be too large.
constexpr float half_exp(float x) {
  if (x > 90.0f) return infinity;
  const detail::exp_parts part = detail::exp_reduced(x);
  return detail::scale_near_one(1.0f + part.t, part.n - 1);
}

}  // namespace math

GENN_NAMESPACE_END

#include <genn/undef.hpp>

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <genn/math/fabs.hpp>
#include <genn/math/log.hpp>
#include <genn/math/log1p.hpp>
#include <genn/math/round_half_even.hpp>
#include <genn/math/sin.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace math {

namespace detail {

/// log(gamma(2 + t)) for |t| <= 1/2: t P(t), P of degree 7 with Chebyshev's nodes; largest relative
/// error 2e-8.
constexpr float lgamma_near_two(float t) {
  return t *
         (0.42278433f +
          t * (0.32246703f +
               t * (-0.0673532635f +
                    t * (0.0205812398f +
                         t * (-0.00736642163f +
                              t * (0.0028819656f + t * (-0.00131256238f + t * 5.63159178e-4f)))))));
}

/// Stirling's series for x >= 8.
constexpr float lgamma_large(float x) {
  const float r = 1.0f / x;
  const float tail = r * (0.0833333333f - r * r * (0.00277777778f - r * r * 7.93650794e-4f));
  return (x - 0.5f) * (log(x) - 1.0f) + (0.418938533f + tail);
}

constexpr float lgamma_positive(float x) {
  if (!(x < 8.0f)) return lgamma_large(x);
  if (x < 0.5f) return lgamma_near_two(x) - log1p(x) - log(x);
  if (x < 1.5f) return lgamma_near_two(x - 1.0f) - log1p(x - 1.0f);
  float product = 1.0f;
  for (; x >= 2.5f; product *= x) x -= 1.0f;
  return lgamma_near_two(x - 2.0f) + log(product);
}

}  // namespace detail

/// Logarithm of |gamma(x)|; infinite at 0, -1, -2 ... Error at most 3 units of the last place of
/// the larger of 1 and |y|, for x > 0; near the zeros below, of the two parts that cancel there.
constexpr float lgamma(float x) {
  if (is_nan(x)) return x;
  if (is_inf(x)) return infinity;
  if (x > 0.0f) return detail::lgamma_positive(x);
  const float distance = x - round_half_even(x);
  if (distance == 0.0f) return infinity;
  return 1.14472989f - log(fabs(sin(3.14159265f * distance))) - detail::lgamma_positive(1.0f - x);
}

}  // namespace math

GENN_NAMESPACE_END

#include <genn/undef.hpp>

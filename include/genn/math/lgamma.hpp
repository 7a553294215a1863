// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <genn/math/fabs.hpp>
#include <genn/math/float_pair.hpp>
#include <genn/math/log.hpp>
#include <genn/math/pow.hpp>
#include <genn/math/round_half_even.hpp>
#include <genn/math/sin.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace math {

namespace detail {

/// log(gamma(1 + t)) for -0.5 <= t <= 0.23: t times a polynomial fitted as in exp.hpp; largest
/// relative error 3.0e-9.
constexpr float lgamma_near_one(float t) {
  const float rest =
      -6.72278984e-05f +
      t * (0.822467089f +
           t * (-0.40068537f +
                t * (0.270569265f +
                     t * (-0.207421288f +
                          t * (0.170187116f +
                               t * (-0.141921446f +
                                    t * (0.113593951f +
                                         t * (-0.164068758f +
                                              t * (0.141691923f +
                                                   t * (0.348525196f + t * 0.663019359f))))))))));
  return product_of_sum(t, -0.577148438f, rest) + 0.0f;  // no -0.0
}

/// Around its least value, at 1.4616: that and d^2 P(d) for -0.235 <= d <= 0.27, P of degree 6;
/// largest error 4e-10.
constexpr float lgamma_near_least(float x) {
  const float d = x - 1.46163213f;
  return -0.121486291f +
         d * d *
             (0.483836114f +
              d * (-0.147589579f +
                   d * (0.0646267831f +
                        d * (-0.0327144302f +
                             d * (0.017893713f + d * (-0.0113282232f + d * 0.00714382762f))))));
}

/// log(gamma(2 + t)) for -0.28 <= t <= 0.5, as around 1; largest relative error 3.3e-9.
constexpr float lgamma_near_two(float t) {
  const float rest =
      5.48427342e-05f +
      t * (0.322467059f +
           t * (-0.0673522577f +
                t * (0.0205793586f +
                     t * (-0.00738639105f +
                          t * (0.0029155009f + t * (-0.00120679825f + t * 0.000373214949f))))));
  return product_of_sum(t, 0.422729492f, rest);
}

constexpr float lgamma_middle(float x) {
  return x < 1.73f ? lgamma_near_least(x) : lgamma_near_two(x - 2.0f);
}

/// For 0 < x < 1/2: log(gamma(2 + x)) less the logarithm of x (1 + x).
constexpr float lgamma_small(float x) {
  const float head = head_of(x);
  const float_pair product = exact_sum(x, head * head);
  const float low = product.low + (x - head) * (x + head);
  return lgamma_near_two(x) - log_combined(log_reduced(product.high), low / product.high);
}

/// Stirling's series for x >= 8: the product in pairs.
constexpr float lgamma_large(float x) {
  const float r = 1.0f / x;
  const float tail = r * (0.0833333333f - r * r * (0.00277777778f - r * r * 7.93650794e-4f));
  const float_pair log_x = log_pair(x);
  const float_pair a = exact_sum(log_x.high, -1.0f);
  const float b = x - 0.5f, b_low = (x - b) - 0.5f;
  const float a_head = head_of(a.high), b_head = head_of(b);
  const float a_rest = (a.high - a_head) + (a.low + log_x.low);
  const float more = (b_head * a_rest + (b - b_head) * (a_head + a_rest)) + b_low * a.high;
  return b_head * a_head + (more + (0.418938533f + tail));
}

constexpr float lgamma_positive(float x) {
  if (!(x < 8.0f)) return lgamma_large(x);
  if (x < 0.5f) return lgamma_small(x);
  if (x < 1.23f) return lgamma_near_one(x - 1.0f);
  if (x < 2.5f) return lgamma_middle(x);
  float product = 1.0f;
  for (; x >= 2.5f; product *= x) x -= 1.0f;
  return lgamma_middle(x) + log(product);
}

}  // namespace detail

/// Logarithm of |gamma(x)|; infinite at 0, -1, -2 ... Error at most 2 ulp above 0, its zeros
/// included; below, where two parts cancel near the zeros, 2.7 of the last places of the largest of
/// these, the result and 1.
constexpr float lgamma(float x) {
  if (is_nan(x)) return x;
  if (is_inf(x)) return infinity;
  if (x > 0.0f) return detail::lgamma_positive(x);
  const float distance = x - round_half_even(x);
  if (distance == 0.0f) return infinity;
  if (x > -0.5f) return detail::lgamma_near_one(x) - log(-x);
  const float sine = fabs(sin(3.14159265f * distance));
  return -log(-x * 0.318309886f * sine) - detail::lgamma_positive(-x);
}

}  // namespace math

GENN_NAMESPACE_END

#include <genn/undef.hpp>

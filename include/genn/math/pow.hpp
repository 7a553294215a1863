// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <genn/math/exp.hpp>
#include <genn/math/fabs.hpp>
#include <genn/math/float_pair.hpp>
#include <genn/math/log.hpp>
#include <genn/math/trunc.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace math {

namespace detail {

/// log(x) of a positive finite float to 2^-33 of itself: with s = f / (2 + f), log(1 + f) =
/// 2 s (1 + z / 3 + z^2 P(z)), z = s^2; P of degree 2 fitted as in exp.hpp to a largest error of
/// z^2 P of 8.5e-12.
constexpr float_pair log_pair(float x) {
  const log_parts part = log_reduced(x);
  const float f = part.f, n = float(part.n);
  const float_pair d = exact_sum(2.0f, f);
  const float d_head = head_of(d.high), d_rest = (d.high - d_head) + d.low;
  const float s = f / d.high;
  const float s_head = head_of(s);
  const float s_rest = ((f - s_head * d_head) - s_head * d_rest) / d.high;
  const float z_exact = s_head * s_head;
  const float z_more = s_rest * (s_head + s_head + s_rest);
  const float z = z_exact + z_more;
  const float z_head = head_of(z), z_rest = (z_exact - z_head) + z_more;
  // w = z / 3 + z^2 P; 0.33325195 has 12 bits
  const float w_exact = z_head * 0.33325195f;
  const float w_more = (z_head * 8.1380208e-5f + z_rest * 0.33333334f) +
                       z * z * (0.20000076f + z * (0.14273548f + z * 0.11709695f));
  const float w = w_exact + w_more;
  const float w_head = head_of(w), w_rest = (w_exact - w_head) + w_more;
  const float_pair first = exact_sum(n * 0.693359375f, s_head + s_head);
  const float_pair second = exact_sum(first.high, (s_head + s_head) * w_head);
  const float more = s_rest + (s_head * w_rest + s_rest * w);
  return {second.high, (first.low + second.low) + ((more + more) - n * 2.12194440e-4f)};
}

/// x^y for a positive finite x other than 1 and a finite y.
constexpr float pow_positive(float x, float y) {
  // Beyond 2^32 every power has overflowed or vanished: the nearest x to 1 is 2^-24 off it.
  y = y > 4294967296.0f ? 4294967296.0f : y < -4294967296.0f ? -4294967296.0f : y;
  const float_pair log_x = log_pair(x);
  const float x_head = head_of(log_x.high), x_rest = (log_x.high - x_head) + log_x.low;
  const float y_head = head_of(y), y_rest = y - y_head;
  const float_pair exponent =
      exact_sum(x_head * y_head, y_head * x_rest + y_rest * (x_head + x_rest));
  if (exponent.high > 89.0f) return infinity;
  if (exponent.high < -104.5f) return 0.0f;
  const exp_parts part = exp_reduced(exponent.high, exponent.low);
  const float near_one = 1.0f + part.t;
  if (part.n > 127 && near_one >= 1.0f) return infinity;
  return scale_near_one(near_one, part.n);
}

}  // namespace detail

/// x^y, as C's pow: x^0 and 1^y are 1 even of NaN; below zero only whole y have a power.
/// Error at most 0.94 ulp (33 million random pairs).
constexpr float pow(float x, float y) {
  if (y == 0.0f) return 1.0f;
  if (is_nan(x)) return x;
  if (x == 1.0f) return 1.0f;
  if (is_nan(y)) return y;
  const float magnitude = fabs(x);
  if (is_inf(y)) {
    if (magnitude == 1.0f) return 1.0f;
    return (magnitude > 1.0f) == (y > 0.0f) ? infinity : 0.0f;
  }
  const bool whole = trunc(y) == y;
  const bool odd = whole && fabs(y) < 16777216.0f && (std::int32_t(y) & 1) != 0;
  float power = 1.0f;
  if (magnitude == 0.0f || magnitude == infinity) {
    power = (magnitude == 0.0f) == (y < 0.0f) ? infinity : 0.0f;
  } else {
    if (x < 0.0f && !whole) return not_a_number;
    if (magnitude != 1.0f) power = detail::pow_positive(magnitude, y);
  }
  return odd ? copy_sign(power, x) : power;
}

}  // namespace math

GENN_NAMESPACE_END

#include <genn/undef.hpp>

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <genn/math/erf.hpp>
#include <genn/math/exp.hpp>
#include <genn/math/float_pair.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace math {

namespace detail {

/// erfc(x) for 1/2 <= x <= 10.06: e^(-x^2) times P(u) / (1 + 2 x), u = (x - 2) / (x + 2), P of
/// degree 9 fitted as in exp.hpp; largest relative error 6.4e-9. The square is split so that its
/// first part is exact; what the quotient lacks goes, relative, into the exponent too, where 1 / P
/// is near enough to 0.85.
constexpr float erfc_tail(float x) {
  const float u = (x - 2.0f) / (x + 2.0f);
  const float rest =
      u *
      (-0.092763826f +
       u * (-0.16603033f +
            u * (0.16405007f + u * (-0.054216225f +
                                    u * (-0.008013871f +
                                         u * (0.008677129f +
                                              u * (0.0011646488f + u * (-0.0012870615f +
                                                                        u * -0.00023725972f))))))));
  const float_pair scaled = exact_sum(1.2769784f, rest);
  const float_pair divisor = exact_sum(x + x, 1.0f);
  const float q = scaled.high / divisor.high;
  const float lacking = remainder_of(scaled.high, q, divisor.high) + (scaled.low - q * divisor.low);
  const float x_head = head_of(x), x_rest = x - x_head;
  const float_pair exponent =
      exact_sum(-(x_head * x_head), 0.85f * lacking - x_rest * (x + x_head));
  const exp_parts part = exp_reduced(exponent.high, exponent.low);
  // q reaches down to 0.056
  return scale_near_one(4.0f * (q + q * part.t), part.n - 2);
}

}  // namespace detail

/// 1 - erf(x) without cancellation: 0 above 10.05. NaN stays NaN. Error at most 1.59 ulp
/// (one float in 23, and all from 1/2 on and in [-4, -1/16]).
constexpr float erfc(float x) {
  if (is_nan(x)) return x;
  if (x < 0.5f) return 1.0f - erf(x);
  return detail::erfc_tail(x < 10.06f ? x : 10.06f);
}

}  // namespace math

GENN_NAMESPACE_END

#include <genn/undef.hpp>

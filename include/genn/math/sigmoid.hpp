// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <genn/math/exp.hpp>
#include <genn/math/fabs.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace math {

/// 1 / (1 + e^-x). With e = e^-|x| = 2^n (1 + t) and w = e / (1 + e): 1 - w above zero, w down to
/// -1, and below 2^n ((1 - w) + (1 - w) t), for w has the errors of e, 1 + e and the quotient. NaN
/// stays NaN. Error at most 1.70 ulp (all floats).
constexpr float sigmoid(float x) {
  if (GENN_CONSTANT_EVALUATED() && is_nan(x)) return x;
  const float magnitude = fabs(x);
  const detail::exp_parts part =
      detail::exp_reduced(-select(magnitude < 104.0f, magnitude, 104.0f));
  // From 2^-30 on, e counts no more beside 1.
  const float scale = power_of_two(part.n < -30 ? -30 : part.n);
  const float e = scale + scale * part.t;
  const float w = e / (1.0f + e);
  const float q = 1.0f - w;
  const float far = detail::scale_near_one(q + q * part.t, part.n);
  return select(is_nan(x), x, select(x < -1.0f, far, select(x < 0.0f, w, q)));
}

}  // namespace math

GENN_NAMESPACE_END

#include <genn/undef.hpp>

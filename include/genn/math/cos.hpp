// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <genn/math/half_pi.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace math {

/// Cosine, exact reduction at any size. NaN at the infinities. Error at most 1.5 ulp.
constexpr float cos(float x) {
  if (is_nan(x)) return x;
  if (is_inf(x)) return not_a_number;
  const detail::angle part = detail::reduce_by_half_pi(x);
  const float y = (part.quarters & 1u) != 0 ? detail::sin_near_zero(part.r, part.low)
                                            : detail::cos_near_zero(part.r, part.low);
  return ((part.quarters + 1u) & 2u) != 0 ? -y : y;
}

}  // namespace math

GENN_NAMESPACE_END

#include <genn/undef.hpp>

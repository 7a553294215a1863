// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <genn/math/exp.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace math {

namespace detail {

/// A sigmoid as scale / divisor; scale is 1 for all x > -86.
struct sigmoid_parts {
  float divisor, scale;
};

/// With e^-x = 2^n (1 + t): 1 + 2^n is exact up to n = 23; beyond, the 1 goes to 2^n t. NaN stays
/// NaN.
constexpr sigmoid_parts sigmoid_of(float x) {
  const float below = select(x > 80.0f, 80.0f, x);
  const exp_parts part = exp_reduced(-select(below < -112.0f, -112.0f, below));
  const int n = part.n < 125 ? part.n : 125;
  const float scale = power_of_two(n);
  const float lost = select(n > 23, 1.0f, 0.0f);
  return {(1.0f + scale) + (lost + scale * part.t), power_of_two(n - part.n)};
}

}  // namespace detail

/// 1 / (1 + e^-x). NaN stays NaN. Error at most 1.6 ulp.
constexpr float sigmoid(float x) {
  if (GENN_CONSTANT_EVALUATED() && is_nan(x)) return x;
  const detail::sigmoid_parts part = detail::sigmoid_of(x);
  return 1.0f / part.divisor * part.scale;
}

}  // namespace math

GENN_NAMESPACE_END

#include <genn/undef.hpp>

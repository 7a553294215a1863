// SPDX-License-Identifier: BSL-1.0
// Sigmoid and tanh of one float at a time, for machines without vectors: branches that are seldom
// taken cost less than choices that are always made.
#pragma once

#include <genn/math/sigmoid.hpp>
#include <genn/math/tanh.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace math {

namespace detail {

/// e^-x = 2^n * e^-q, where `places` has n in its low bits.
struct small_exp {
  std::uint32_t places;
  float n;
  explicit GENN_ALWAYS_INLINE small_exp(float x) {
    // Adding 1.5 * 2^23 rounds to an integer, which then stands in the low bits.
    const float shifted = x * -1.44269504f + 12582912.0f;
    places = bits_from_float(shifted);
    n = shifted - 12582912.0f;
  }
  /// Whether 1 + 2^n is exact, or 1 as good; false also for NaN.
  GENN_ALWAYS_INLINE bool fits() const { return places - (0x4b400000u - 120u) <= 143u; }
  /// 2^n
  GENN_ALWAYS_INLINE float scale() const { return float_from_bits((places << 23) + 0x3f800000u); }
  /// 1 - e^-q, polynomial as in exp.hpp.
  GENN_ALWAYS_INLINE float lacking(float x) const {
    const float q = (x + n * 0.693359375f) + n * -2.12194440e-4f;
    const float tail =
        0.5f - q * (0.16666518f - q * (0.041666415f - q * (0.008369002f - q * 0.001393954f)));
    return q * (1.0f - q * tail);
  }
};

GENN_NOINLINE inline float any_sigmoid(float x) { return sigmoid(x); }
GENN_NOINLINE inline float any_tanh(float x) { return tanh(x); }

}  // namespace detail

/// As sigmoid, 1 / (1 + e^-x), where 1 + 2^n is exact. Error at most 1.81 ulp (every
/// seventh float).
GENN_ALWAYS_INLINE float scalar_sigmoid(float x) {
  const detail::small_exp e(x);
  if (!e.fits()) return detail::any_sigmoid(x);
  const float scale = e.scale();
  return 1.0f / ((1.0f + scale) - scale * e.lacking(x));
}

/// As tanh: an odd polynomial around 0, then (1 - e^-2x) / (1 + e^-2x). Error at most 1.83 ulp
/// (every seventh float); -0.0 becomes 0.0.
GENN_ALWAYS_INLINE float scalar_tanh(float x) {
  if (x < 0.55f && x > -0.55f) return detail::tanh_small(x);
  const float twice = x + x;
  const detail::small_exp e(twice);
  if (!e.fits()) return detail::any_tanh(x);
  const float scale = e.scale(), less = scale * e.lacking(twice);
  return ((1.0f - scale) + less) / ((1.0f + scale) - less);
}

}  // namespace math

GENN_NAMESPACE_END

#include <genn/undef.hpp>

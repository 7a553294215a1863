// SPDX-License-Identifier: BSL-1.0
// Floats of double length, for the few functions that need them. Every product whose rounding
// error would matter is a product of two heads, and exact: hence the same with FMA.
#pragma once

#include <genn/math/bits.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace math {

namespace detail {

/// The first 12 bits of a float.
constexpr float head_of(float x) { return float_from_bits(bits_from_float(x) & 0xfffff000u); }

/// A number as the sum of two floats.
struct float_pair {
  float high, low;
};

/// a + b without error, |a| >= |b| or a = 0.
constexpr float_pair exact_sum(float a, float b) {
  const float sum = a + b;
  return {sum, b - (sum - a)};
}

/// a - q * d where q * d is near a: what a quotient, a product or a square leaves.
constexpr float remainder_of(float a, float q, float d) {
  const float q_head = head_of(q), d_head = head_of(d);
  return ((a - q_head * d_head) - q_head * (d - d_head)) - (q - q_head) * d;
}

/// t * (c + rest) for a c of 12 bits and a smaller rest, rounded little more than once.
constexpr float product_of_sum(float t, float c, float rest) {
  const float t_head = head_of(t);
  return t_head * c + ((t - t_head) * c + t * rest);
}

}  // namespace detail

}  // namespace math

GENN_NAMESPACE_END

#include <genn/undef.hpp>

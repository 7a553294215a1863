// SPDX-License-Identifier: BSL-1.0
// The numbers of the short floating-point types, as floats: the nearest one, the even one of two.
#pragma once

#include <genn/math/round_half_even.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace math {

/// Keeps the bits above the lowest `dropped` of x, which is finite.
constexpr float round_fraction(float x, int dropped) {
  const std::uint32_t bits = bits_from_float(x), half = 1u << (dropped - 1);
  const std::uint32_t odd = (bits >> dropped) & 1u;
  return float_from_bits((bits + (half - 1u) + odd) & ~(half + half - 1u));
}

/// The nearest number of IEEE 754's binary16; infinity from 65520 on.
constexpr float round_to_half(float x) {
  const float size = x < 0.0f ? -x : x;
  if (!(size < float_from_bits(0x7f800000u))) return x;
  if (size >= 65520.0f) return copy_sign(float_from_bits(0x7f800000u), x);
  // Below 2^-14 the numbers are 2^-24 apart.
  if (size < power_of_two(-14)) return round_half_even(x * power_of_two(24)) * power_of_two(-24);
  return round_fraction(x, 13);
}

/// The nearest bfloat16: the upper half of a float.
constexpr float round_to_bfloat16(float x) {
  const float size = x < 0.0f ? -x : x;
  return size < float_from_bits(0x7f800000u) ? round_fraction(x, 16) : x;
}

}  // namespace math

GENN_NAMESPACE_END

#include <genn/undef.hpp>

// SPDX-License-Identifier: BSL-1.0
// Floats and their bits: by arithmetic in constant expressions, so that no compiler builtin is
// needed there, by the move of a word on devices; the same answer in both.
#pragma once

#include <cstdint>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace math {

#if defined(__GNUC__)
inline constexpr float infinity = __builtin_inff();
inline constexpr float not_a_number = __builtin_nanf("");
#else
inline constexpr float infinity = static_cast<float>(1e300 * 1e300);
inline constexpr float not_a_number = infinity - infinity;
#endif

constexpr bool is_nan(float x) { return x != x; }

namespace detail {

constexpr float float_by_arithmetic(std::uint32_t bits) {
  const std::uint32_t exponent = (bits >> 23) & 0xffu;
  const std::uint32_t fraction = bits & 0x7fffffu;
  if (exponent == 0xffu) {
    if (fraction != 0) return not_a_number;
    return (bits >> 31) != 0 ? -infinity : infinity;
  }
  float value = float(exponent == 0 ? fraction : fraction | 0x800000u);
  // value * 2^(exponent - 150), in steps that neither overflow nor round
  int power = int(exponent == 0 ? 1 : exponent) - 150;
  for (; power > 0; --power) value *= 2.0f;
  for (; power < 0; ++power) value *= 0.5f;
  return (bits >> 31) != 0 ? -value : value;
}

// NaN gives the quiet NaN, and -0.0 the bits of 0.0: arithmetic cannot tell them apart.
constexpr std::uint32_t bits_by_arithmetic(float x) {
  if (is_nan(x)) return 0x7fc00000u;
  const std::uint32_t sign = x < 0.0f ? 0x80000000u : 0u;
  float magnitude = x < 0.0f ? -x : x;
  if (magnitude == 0.0f) return 0u;
  if (magnitude == infinity) return sign | 0x7f800000u;
  int exponent = 150;
  for (; magnitude >= 16777216.0f; ++exponent) magnitude *= 0.5f;
  for (; magnitude < 8388608.0f && exponent > 1; --exponent) magnitude *= 2.0f;
  const std::uint32_t fraction = std::uint32_t(magnitude);
  if (fraction < 0x800000u) return sign | fraction;  // subnormal
  return sign | std::uint32_t(exponent) << 23 | (fraction & 0x7fffffu);
}

}  // namespace detail

/// The float with these IEEE-754 bits.
constexpr float float_from_bits(std::uint32_t bits) {
  if (GENN_CONSTANT_EVALUATED()) return detail::float_by_arithmetic(bits);
  float x = 0.0f;
  GENN_COPY_WORD(x, bits);
  return x;
}

/// The IEEE-754 bits of a float.
constexpr std::uint32_t bits_from_float(float x) {
  if (GENN_CONSTANT_EVALUATED()) return detail::bits_by_arithmetic(x);
  std::uint32_t bits = 0;
  GENN_COPY_WORD(bits, x);
  return bits;
}

/// x * 2^n, rounded once, for any n.
constexpr float scale_by_power(float x, int n) {
  // Two factors, for one of them may be beyond the range of a float.
  const int low = n < -126 ? -126 : n > 127 ? 127 : n;
  int rest = n - low;
  rest = rest < -126 ? -126 : rest > 127 ? 127 : rest;
  return x * float_from_bits(std::uint32_t(rest + 127) << 23) *
         float_from_bits(std::uint32_t(low + 127) << 23);
}

}  // namespace math

GENN_NAMESPACE_END

#include <genn/undef.hpp>

// SPDX-License-Identifier: BSL-1.0
// Floats and their bits: by arithmetic in constant expressions, so that no cast of bits is needed
// there, by the move of a word on devices; the same answer in both.
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

/// Compilers refuse to order a NaN in a constant expression: ask this first there.
constexpr bool is_nan(float x) { return x != x; }

constexpr bool is_inf(float x) { return x == infinity || x == -infinity; }

namespace detail {

// x * 2^power, in steps that round only where the result is subnormal; for any power whose result
// is finite.
constexpr float scale_by_arithmetic(float x, int power) {
  for (; power >= 16; power -= 16) x *= 65536.0f;
  for (; power > 0; --power) x *= 2.0f;
  for (; power <= -16; power += 16) x *= 1.0f / 65536.0f;
  for (; power < 0; ++power) x *= 0.5f;
  return x;
}

constexpr float float_by_arithmetic(std::uint32_t bits) {
  const std::uint32_t exponent = (bits >> 23) & 0xffu;
  const std::uint32_t fraction = bits & 0x7fffffu;
  if (exponent == 0xffu) {
    if (fraction != 0) return not_a_number;
    return (bits >> 31) != 0 ? -infinity : infinity;
  }
  // Exact: a subnormal result has no bits below its last place.
  const float value = scale_by_arithmetic(float(exponent == 0 ? fraction : fraction | 0x800000u),
                                          int(exponent == 0 ? 1 : exponent) - 150);
  return (bits >> 31) != 0 ? -value : value;
}

// NaN gives the quiet NaN. Arithmetic cannot tell -0.0 from 0.0: compilers without the builtin
// give the bits of 0.0.
constexpr std::uint32_t bits_by_arithmetic(float x) {
  if (is_nan(x)) return 0x7fc00000u;
#if defined(__GNUC__)
  const std::uint32_t sign = __builtin_copysignf(1.0f, x) < 0.0f ? 0x80000000u : 0u;
#else
  const std::uint32_t sign = x < 0.0f ? 0x80000000u : 0u;
#endif
  float magnitude = x < 0.0f ? -x : x;
  if (magnitude == 0.0f) return sign;
  if (magnitude == infinity) return sign | 0x7f800000u;
  int exponent = 150;
  for (; magnitude >= 1099511627776.0f; exponent += 16) magnitude *= 1.0f / 65536.0f;
  for (; magnitude >= 16777216.0f; ++exponent) magnitude *= 0.5f;
  for (; magnitude < 128.0f && exponent > 16; exponent -= 16) magnitude *= 65536.0f;
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

/// The magnitude of one float with the sign of another.
constexpr float copy_sign(float magnitude, float sign) {
  return float_from_bits((bits_from_float(magnitude) & 0x7fffffffu) |
                         (bits_from_float(sign) & 0x80000000u));
}

/// 2^n for n in [-126, 127].
constexpr float power_of_two(int n) { return float_from_bits(std::uint32_t(n + 127) << 23); }

/// x * 2^n, rounded once, for any n.
constexpr float scale_by_power(float x, int n) {
  // Up to 2^277 between the extremes of a float: three factors. The last is the one that rounds.
  const int last = n < -126 ? -126 : n > 127 ? 127 : n;
  n -= last;
  const int middle = n < -126 ? -126 : n > 127 ? 127 : n;
  n -= middle;
  const int first = n < -126 ? -126 : n > 127 ? 127 : n;
  return x * power_of_two(first) * power_of_two(middle) * power_of_two(last);
}

/// condition ? yes : no. Where floats fill vectors, the choice is made on the bits: compilers move
/// the computation of `yes` or `no` behind a branch otherwise, and then refuse to vectorise.
constexpr float select(bool condition, float yes, float no) {
  if (GENN_CONSTANT_EVALUATED() || GENN_FLOAT_LANES == 1) return condition ? yes : no;
  const std::uint32_t mask = 0u - std::uint32_t(condition);
  return float_from_bits((bits_from_float(yes) & mask) | (bits_from_float(no) & ~mask));
}

}  // namespace math

GENN_NAMESPACE_END

#include <genn/undef.hpp>

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <genn/math/bits.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace math {

namespace detail {

/// The square root of a positive finite float, digit by digit in integers, rounded to nearest.
constexpr float sqrt_by_digits(float x) {
  std::uint32_t bits = bits_from_float(x);
  int exponent = int(bits >> 23) - 127;
  std::uint32_t rest = bits & 0x7fffffu;
  if (exponent == -127) {  // subnormal: normalise
    for (exponent = -126; rest < 0x800000u; --exponent) rest += rest;
  } else {
    rest |= 0x800000u;
  }
  if ((exponent & 1) != 0) rest += rest;  // x = rest / 2^23 * 2^exponent with an even exponent
  // 25 digits of the root: 24 and one more for rounding. Invariant: rest is what x lacks to the
  // square of the digits found, scaled by two in every step.
  rest += rest;
  std::uint32_t root = 0, twice = 0;
  for (std::uint32_t digit = 0x1000000u; digit != 0; digit >>= 1) {
    const std::uint32_t trial = twice + digit;
    if (trial <= rest) {
      twice = trial + digit;
      rest -= trial;
      root += digit;
    }
    rest += rest;
  }
  // The last digit decides: no root of a float lies halfway.
  root = (root + 1) >> 1;
  // `>> 1` rounds towards minus infinity; the leading one of root, bit 23, adds 1 to the exponent.
  return float_from_bits(root + (std::uint32_t((exponent >> 1) + 126) << 23));
}

// The instruction where there is one: __builtin_sqrtf would call libm for the sake of errno.
#if defined(GENN_REFERENCE_KERNELS) || !defined(__GNUC__)
constexpr float sqrt_by_machine(float x) { return sqrt_by_digits(x); }
#elif defined(__SSE2__)
inline float sqrt_by_machine(float x) {
  typedef float four __attribute__((vector_size(16)));
  const four all = {x, 0.0f, 0.0f, 0.0f};
  return __builtin_ia32_sqrtss(all)[0];
}
#elif defined(__aarch64__)
inline float sqrt_by_machine(float x) {
  asm("fsqrt %s0, %s1" : "=w"(x) : "w"(x));
  return x;
}
#elif defined(__ARM_FP)
inline float sqrt_by_machine(float x) {
  asm("vsqrt.f32 %0, %1" : "=t"(x) : "t"(x));
  return x;
}
#else
constexpr float sqrt_by_machine(float x) { return sqrt_by_digits(x); }
#endif

}  // namespace detail

/// Square root, correctly rounded: -0.0 stays -0.0, numbers below zero give NaN.
constexpr float sqrt(float x) {
  if (is_nan(x) || x == infinity || x == 0.0f) return x;
  if (x < 0.0f) return not_a_number;
  if (GENN_CONSTANT_EVALUATED()) return detail::sqrt_by_digits(x);
  return detail::sqrt_by_machine(x);
}

}  // namespace math

GENN_NAMESPACE_END

#include <genn/undef.hpp>

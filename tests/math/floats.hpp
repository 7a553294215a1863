// SPDX-License-Identifier: BSL-1.0
// Samples of all floats, and distances between floats and what they should be.
#pragma once

#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <vector>

namespace test {

inline float float_of(std::uint32_t bits) {
  float x = 0.0f;
  std::memcpy(&x, &bits, sizeof x);
  return x;
}
inline std::uint32_t bits_of(float x) {
  std::uint32_t bits = 0;
  std::memcpy(&bits, &x, sizeof bits);
  return bits;
}

constexpr float inf = std::numeric_limits<float>::infinity();
constexpr float NaN = std::numeric_limits<float>::quiet_NaN();
constexpr float largest = std::numeric_limits<float>::max();
constexpr float smallest = std::numeric_limits<float>::denorm_min();
constexpr float smallest_normal = std::numeric_limits<float>::min();

/// Every 2,039th pattern of bits (a prime: all low digits occur): 2.1 million floats of all
/// exponents and signs, NaNs among them.
template <class F>
void for_floats(F f) {
  constexpr std::uint64_t step = 2039;
  for (std::uint64_t bits = 0; bits <= 0xffffffffu; bits += step)
    f(float_of(static_cast<std::uint32_t>(bits)));
}

/// Every float of a few hundred around x, and around -x.
template <class F>
void for_neighbours(float x, F f) {
  const std::uint32_t middle = bits_of(x) & 0x7fffffffu;
  const std::uint32_t first = middle < 300 ? 0 : middle - 300;
  for (std::uint32_t bits = first; bits < middle + 300; ++bits) {
    f(float_of(bits));
    f(float_of(bits | 0x80000000u));
  }
}

/// |y - exact| in units of the last place of the float nearest to `exact`; 0 where both are NaN, or
/// the same infinity or zero; infinite where only one is NaN or the infinity is wrong.
inline double ulps(float y, long double exact) {
  const float nearest = static_cast<float>(exact);
  if (std::isnan(nearest) || std::isnan(y))
    return std::isnan(nearest) && std::isnan(y) ? 0.0 : HUGE_VAL;
  if (std::isinf(nearest) || std::isinf(y)) {
    if (y == nearest) return 0.0;
    // The largest float and infinity are neighbours.
    return std::abs(y) >= largest && std::abs(nearest) >= largest && (y > 0) == (nearest > 0)
               ? 1.0
               : HUGE_VAL;
  }
  if (exact == 0.0L) return bits_of(y) == bits_of(nearest) ? 0.0 : HUGE_VAL;
  if (y == 0.0f && std::signbit(y) != std::signbit(nearest)) return HUGE_VAL;
  int exponent = 0;
  std::frexp(nearest, &exponent);
  if (exponent < -125) exponent = -125;
  return static_cast<double>(std::abs(static_cast<long double>(y) - exact) *
                             std::ldexp(1.0L, 24 - exponent));
}

/// The largest error of a function, and where.
struct worst {
  double error = 0.0;
  float at = 0.0f;
  void see(float x, float y, long double exact) {
    const double e = ulps(y, exact);
    if (e <= error) return;
    error = e;
    at = x;
  }
};

/// Equal bits; any two NaNs are equal.
inline bool same(float a, float b) {
  return (std::isnan(a) && std::isnan(b)) || bits_of(a) == bits_of(b);
}

}  // namespace test

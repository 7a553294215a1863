// SPDX-License-Identifier: BSL-1.0
// Angles in quarter turns: what sin and cos share.
#pragma once

#include <genn/math/bits.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace math {

namespace detail {

/// 2 / pi: 32 bits before its point and 224 after it.
inline constexpr std::uint32_t two_over_pi[] = {0x00000000u, 0xa2f9836eu, 0x4e441529u, 0xfc2757d1u,
                                                0xf534ddc0u, 0xdb629599u, 0x3c439041u, 0xfe5163abu};
constexpr std::uint32_t two_over_pi_from(std::uint32_t bit) {
  const std::uint32_t word = bit >> 5, shift = bit & 31u;
  // Two shifts, for one by 32 is undefined.
  return two_over_pi[word] << shift | two_over_pi[word + 1] >> 1 >> (31u - shift);
}

/// x = quarters * pi / 2 + r + low, modulo whole turns, |r| <= pi / 4.
struct angle {
  std::uint32_t quarters;
  float r, low;
};

/// Exact reduction (Payne and Hanek) of a finite x in integers, at any size: x is a whole number
/// times a power of two, so only the bits of 2 / pi around that power count. They are kept to 2^-63
/// of a quarter turn; the nearest float to a multiple of pi / 2 is 2^-30 off it.
constexpr angle reduce_by_half_pi(float x) {
  const std::uint32_t bits = bits_from_float(x);
  const std::uint32_t magnitude = bits & 0x7fffffffu;
  if (magnitude < 0x3f490fdbu) return {0u, x, 0.0f};  // below pi / 4
  const std::uint32_t whole = (bits & 0x7fffffu) | 0x800000u;
  // x = whole * 2^(e - 150), e its exponent field: 96 bits of the table from bit e - 120 on give
  // quarter turns with 2 bits before the point and 62 after it, when whole multiplies them.
  const std::uint32_t start = (magnitude >> 23) - 120u;
  const std::uint32_t first = two_over_pi_from(start);
  const std::uint32_t second = two_over_pi_from(start + 32u);
  const std::uint32_t third = two_over_pi_from(start + 64u);
  // Of the last product only the upper half counts.
  const std::uint64_t low = std::uint64_t{whole} * second + ((std::uint64_t{whole} * third) >> 32);
  std::uint64_t turns = (std::uint64_t{whole * first} << 32) + low;
  // Two bits of quarters, 62 of fraction, rounded to the nearest quarter
  const std::uint32_t quarters = std::uint32_t((turns + (std::uint64_t{1} << 61)) >> 62);
  turns -= std::uint64_t{quarters} << 62;
  const bool below = (turns >> 63) != 0;
  if (below) turns = 0u - turns;
  // Normalise to 32 bits and multiply by pi / 4 * 2^32: the first 24 and the others are floats.
  int power = -29;
  for (; (turns >> 32) < 0x10000u; power -= 16) turns <<= 16;
  for (; (turns >> 63) == 0; --power) turns <<= 1;
  const std::uint32_t arc = std::uint32_t(((turns >> 32) * 0xc90fdaa2u) >> 32);
  const bool negative = (bits >> 31) != 0;
  const float unit = below != negative ? -power_of_two(power) : power_of_two(power);
  return {negative ? 0u - quarters : quarters, float(arc & 0xffffff00u) * unit,
          float(arc & 0xffu) * unit};
}

/// sin(r + low) for |r| <= pi / 4: r + r^3 P(r^2), P of degree 2 fitted as in exp.hpp; largest
/// relative error 3.7e-9.
constexpr float sin_near_zero(float r, float low) {
  const float z = r * r;
  return r + (r * z * (-0.16666655f + z * (0.008332191f + z * -0.0001951862f)) +
              (low - 0.5f * z * low));
}

/// cos(r + low) for |r| <= pi / 4: 1 - r^2 / 2 + r^4 P(r^2), P of degree 2; largest error 1.1e-10.
constexpr float cos_near_zero(float r, float low) {
  const float z = r * r;
  return 1.0f -
         (z * (0.5f - z * (0.041666646f + z * (-0.0013887301f + z * 0.000024430668f))) + r * low);
}

}  // namespace detail

}  // namespace math

GENN_NAMESPACE_END

#include <genn/undef.hpp>

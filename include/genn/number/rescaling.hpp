// SPDX-License-Identifier: BSL-1.0
// How the sum of an integer layer becomes an element of its result. The same functions run in the
// generator, in constant expressions and on devices: the same bits everywhere.
#pragma once

#include <cstdint>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

/// floor(a * m / 2^16) for 0 <= m < 2^15, without a product of more than 32 bits.
constexpr std::int32_t scaled(std::int32_t a, std::int32_t m) {
  return (a >> 16) * m + std::int32_t((std::uint32_t(a & 0xffff) * std::uint32_t(m)) >> 16);
}

/// floor(a / 2^shift)
constexpr std::int32_t shifted_right(std::int32_t a, std::int32_t shift) { return a >> shift; }

/// To 8 bits and to 16, by an instruction.
GENN_ALWAYS_INLINE std::int32_t saturated_to_byte([[maybe_unused]] std::int32_t a) {
  std::int32_t r = 0;
  GENN_ARM(("ssat %0, #8, %1" : "=r"(r) : "r"(a)));
  return r;
}
GENN_ALWAYS_INLINE std::int32_t saturated_to_word([[maybe_unused]] std::int32_t a) {
  std::int32_t r = 0;
  GENN_ARM(("ssat %0, #16, %1" : "=r"(r) : "r"(a)));
  return r;
}

constexpr std::int32_t clamped(std::int32_t a, std::int32_t low, std::int32_t high) {
  if (GENN_HAS_SATURATION && !GENN_CONSTANT_EVALUATED()) {
    if (GENN_IS_KNOWN(low == -128 && high == 127)) return saturated_to_byte(a);
    if (GENN_IS_KNOWN(low == -32768 && high == 32767)) return saturated_to_word(a);
  }
  return a < low ? low : a > high ? high : a;
}

/// The end of a layer's sum. `rounding` holds one half and the zero point of the result:
///
///   with a multiplier m (i8):   clamp((floor(sum * m / 2^16) + rounding) >> shift, low, high)
///   without (i16):              clamp((sum + rounding) >> shift, low, high)
///
/// Where the factor of a layer leaves few bits below the point, the sum is shifted left by `left`
/// first. Where it could leave 32 bits by that, it saturates at +-`reach` before: beyond that the
/// result saturates anyway.
struct rescaling {
  std::int32_t shift = 0, rounding = 0;
  std::int32_t low = 0, high = 0;
  std::int32_t left = 0, reach = 0;

  /// The result behind the shift of a sum of 0: where it rounds, the zero point.
  constexpr std::int32_t zero() const { return shifted_right(rounding, shift); }
  /// Whether it rounds to the nearest integer, halves up. Then it is the upper half of a product,
  /// zero() + floor(sum * m * 2^places / 2^32 + 1/2), m = 1 if there is no multiplier.
  constexpr bool rounds() const {
    return shift > 0 && shift < 32 &&
           rounding == (std::int32_t{1} << (shift - 1)) + zero() * (std::int32_t{1} << shift);
  }
  constexpr bool rounds_with_multiplier() const {
    return rounds() && places_with_multiplier() >= 0;
  }
  constexpr bool rounds_without_multiplier() const {
    return rounds() || (shift == 0 && rounding == 0);
  }
  constexpr std::int32_t places_with_multiplier() const { return 16 + left - shift; }
  constexpr std::int32_t places_without_multiplier() const { return 32 - shift; }

  constexpr std::int32_t without_multiplier(std::int32_t sum) const {
    return clamped(shifted_right(sum + rounding, shift), low, high);
  }
  constexpr std::int32_t with_multiplier(std::int32_t sum, std::int32_t m) const {
    if (reach > 0) sum = clamped(sum, -reach, reach);
    sum *= std::int32_t{1} << left;
    return clamped(shifted_right(scaled(sum, m) + rounding, shift), low, high);
  }
};

/// Multipliers keep at least nine bits: a smaller one would lose accuracy.
inline constexpr std::int32_t least_multiplier = 512;
inline constexpr std::int32_t largest_multiplier = 32767;

GENN_NAMESPACE_END

#include <genn/undef.hpp>

// SPDX-License-Identifier: BSL-1.0
// The arithmetic of layer norm in integers: what is proved of it stands in docs/numbers.md.
#pragma once

#include <genn/number/element.hpp>
#include <genn/number/reciprocal_root.hpp>
#include <genn/number/rescaling.hpp>
#include <genn/shape/standardize_sizes.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

/// The longest row whose sums fit: of squares 32 bits (i8), of numbers times the length (i16).
constexpr index_t longest_row(form f) { return index_t{1} << (f == form::i8 ? 17 : 15); }

/// The least b with 4^b >= length: results before their weights are at most 2^b.
constexpr std::int32_t bits_of_results(index_t length) {
  std::int32_t bits = 0;
  while ((index_t{1} << (2 * bits)) < length) ++bits;
  return bits;
}

/// Places behind the point of results before their weights, and of those multiplied by integers.
constexpr std::int32_t places_of_results(index_t length) { return 29 - bits_of_results(length); }

/// floor(a * m / 2^17) for |a| < 2^31 and 0 <= m < 2^16.
constexpr std::int32_t times_mantissa(std::int32_t a, std::uint32_t m) {
  if (!GENN_HAS_ARMV6M || GENN_CONSTANT_EVALUATED())
    return std::int32_t((std::int64_t{a} * std::int32_t(m << 15)) >> 32);
  return ((a >> 16) * std::int32_t(m) + std::int32_t((std::uint32_t(a & 0xffff) * m) >> 16)) >> 1;
}

/// addend + floor(a * m / 2^16) for |a| <= 2^30 and m of 16 bits, by an instruction.
GENN_ALWAYS_INLINE std::int32_t times_and_plus([[maybe_unused]] std::int32_t a,
                                               [[maybe_unused]] std::int32_t m,
                                               [[maybe_unused]] std::int32_t addend) {
  std::int32_t r = 0;
  GENN_ARM(("smlawb %0, %1, %2, %3" : "=r"(r) : "r"(a), "r"(m), "r"(addend)));
  return r;
}
constexpr std::int32_t times_multiplier(std::int32_t a, std::int32_t m, std::int32_t addend) {
  if (GENN_CONSTANT_EVALUATED() || !(GENN_HAS_ARMV6M || GENN_HAS_DSP))
    return addend + std::int32_t((std::int64_t{a} * m) >> 16);
  if (GENN_HAS_DSP) return times_and_plus(a, m, addend);
  return addend + (a >> 16) * m + (((a & 0xffff) * m) >> 16);
}

/// Within [-high - 1, high], high + 1 a power of two.
constexpr std::int32_t limited(std::int32_t a, std::int32_t high) {
  const std::uint32_t half = std::uint32_t(high) + 1;
  return std::uint32_t(a) + half < 2 * half ? a : (a >> 31) ^ high;
}

/// How a row becomes its results: ((x * factor + offset) >> right) * mantissa / 2^17 has the
/// places_of_results of its length.
struct row_factors {
  std::uint32_t factor = 0, offset = 0;
  std::int32_t right = 0;
  std::uint32_t mantissa = 0;

  constexpr std::int32_t operator()(std::int32_t x) const {
    const std::int32_t distance = std::int32_t(std::uint32_t(x) * factor + offset) >> right;
    return times_mantissa(distance, mantissa);
  }
};

/// All numbers of a layer. `eps`: in units of the squared scale of the input / length^2, at least
/// 1. `rescale`: the end of a result, whose rounding stands with the addends of the channels.
struct standardization {
  standardize_sizes sizes;
  bool center = true;
  std::int32_t zero_point = 0;  ///< of the input
  std::uint64_t eps = 1;
  rescaling rescale;

  /// Of a row with these sums of its numbers and their squares. variance: length^2 times that in
  /// steps of the input.
  constexpr row_factors factors(std::int32_t sum, std::uint64_t squares) const {
    const std::int64_t length = sizes.length;
    const std::int64_t middle = center ? std::int64_t{sum} : length * zero_point;
    const std::int64_t variance =
        length * std::int64_t(squares) - middle * (2 * std::int64_t{sum} - middle);
    const reciprocal_root root = reciprocal_root_of(std::uint64_t(variance) + eps);
    const std::int32_t left = 15 - root.halvings - bits_of_results(sizes.length);
    const std::int32_t shift = left > 0 ? left : 0;
    return {std::uint32_t(length) << shift, std::uint32_t(-middle) << shift, shift - left,
            root.mantissa};
  }

  /// The element, of Y, of a result for the multiplier and the addend of its channel.
  template <class Y>
  constexpr Y finish(std::int32_t result, std::int32_t multiplier, std::int32_t addend) const {
    const std::int32_t y =
        shifted_right(times_multiplier(result, multiplier, addend), rescale.shift);
    return Y(sizeof(Y) == 1 ? clamped(y, -128, 127) : limited(y, rescale.high));
  }

  /// What a kernel counts on for results of a form.
  constexpr bool fits(form f) const {
    const std::int32_t high = rescale.high;
    const bool limits = rescale.low == -high - 1 && high > 0 && (high & (high + 1)) == 0 &&
                        (f == form::i16 ? high <= 32767 : high == 127);
    return sizes.fit() && sizes.length <= longest_row(f) && eps > 0 &&
           eps < std::uint64_t{1} << 62 && limits && rescale.shift >= 0 && rescale.shift < 31;
  }
};

GENN_NAMESPACE_END

#include <genn/undef.hpp>

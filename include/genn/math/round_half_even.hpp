// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <genn/math/bits.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace math {

/// The nearest integer, the even one of two, as torch.round; exact. The sign of a zero is that of
/// x; NaN stays NaN.
constexpr float round_half_even(float x) {
  if (GENN_CONSTANT_EVALUATED() && is_nan(x)) return x;
  const std::uint32_t bits = bits_from_float(x);
  const std::uint32_t sign = bits & 0x80000000u;
  const int exponent = int((bits >> 23) & 0xffu) - 127;
  if (exponent >= 23) return x;
  if (exponent < -1) return float_from_bits(sign);
  // [1/2, 1): one half is a tie that zero wins.
  if (exponent == -1) return float_from_bits((bits & 0x7fffffu) == 0 ? sign : sign | 0x3f800000u);
  const int shift = 23 - exponent;
  const std::uint32_t half = 1u << (shift - 1);
  // The lowest kept bit; at exponent 0 that is a bit of the exponent, 127: odd, as is the hidden
  // one.
  const std::uint32_t odd = (bits >> shift) & 1u;
  return float_from_bits((bits + (half - 1u) + odd) & ~(half + half - 1u));
}

}  // namespace math

GENN_NAMESPACE_END

#include <genn/undef.hpp>

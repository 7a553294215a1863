// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <genn/math/bits.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace math {

namespace detail {

/// The bits of a float below its binary point: all ones below 1, none from 2^23 on.
constexpr std::uint32_t fraction_mask(std::uint32_t bits) {
  const int exponent = int((bits >> 23) & 0xffu) - 127;
  return exponent < 0 ? 0x7fffffffu : exponent >= 23 ? 0u : 0x7fffffu >> exponent;
}

}  // namespace detail

/// x without its fraction; exact. The sign of a zero is that of x; NaN stays NaN.
constexpr float trunc(float x) {
  if (GENN_CONSTANT_EVALUATED() && is_nan(x)) return x;
  const std::uint32_t bits = bits_from_float(x);
  return float_from_bits(bits & ~detail::fraction_mask(bits));
}

}  // namespace math

GENN_NAMESPACE_END

#include <genn/undef.hpp>

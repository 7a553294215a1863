// SPDX-License-Identifier: BSL-1.0
// Bits of PyTorch's integers, which are floats inside a network: two's complement of 32 bits.
#pragma once

#include <cstdint>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace detail {

/// The integer that x holds; what no int32 holds is 0.
constexpr std::int32_t bits_of_integer(float x) {
  return x >= -2147483648.0f && x < 2147483648.0f ? std::int32_t(x) : 0;
}

}  // namespace detail

/// a & b
struct bit_and {
  static constexpr char name[] = "bit_and";
  constexpr float operator()(float a, float b) const {
    return float(detail::bits_of_integer(a) & detail::bits_of_integer(b));
  }
};

/// a | b
struct bit_or {
  static constexpr char name[] = "bit_or";
  constexpr float operator()(float a, float b) const {
    return float(detail::bits_of_integer(a) | detail::bits_of_integer(b));
  }
};

/// a ^ b
struct bit_xor {
  static constexpr char name[] = "bit_xor";
  constexpr float operator()(float a, float b) const {
    return float(detail::bits_of_integer(a) ^ detail::bits_of_integer(b));
  }
};

GENN_NAMESPACE_END

#include <genn/undef.hpp>

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

/// a * 2^b
struct left_shift {
  static constexpr char name[] = "left_shift";
  constexpr float operator()(float a, float b) const {
    const std::uint32_t bits = std::uint32_t(detail::bits_of_integer(a));
    return b >= 0.0f && b < 32.0f ? float(std::int32_t(bits << std::uint32_t(b))) : 0.0f;
  }
};

/// floor(a / 2^b)
struct right_shift {
  static constexpr char name[] = "right_shift";
  constexpr float operator()(float a, float b) const {
    return float(detail::bits_of_integer(a) >> (b >= 0.0f && b < 31.0f ? std::int32_t(b) : 31));
  }
};

GENN_NAMESPACE_END

#include <genn/undef.hpp>

// SPDX-License-Identifier: BSL-1.0
// The reciprocal square root of an integer, correctly rounded to 16 bits: the same everywhere.
#pragma once

#include <cstdint>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

/// 1 / sqrt(x) = mantissa * 2^-(31 + halvings), the mantissa in [2^15, 2^16).
struct reciprocal_root {
  std::uint32_t mantissa = 0;
  std::int32_t halvings = 0;
};

namespace detail {

/// True if m + 1/2 <= 2^31 / sqrt(v), which is (m^2 + m + 1/4) * v <= 2^62.
constexpr bool root_is_above(std::uint32_t m, std::uint32_t v) {
  constexpr std::uint64_t whole = std::uint64_t{1} << 62;
  return std::uint64_t{m * (m + 1)} * v <= whole - (std::uint64_t{v} + 3) / 4;
}

/// 2^31 / sqrt(v), halves down, for v in [2^30, 2^32); at most 2^16 - 1.
constexpr std::uint32_t mantissa_of_root(std::uint32_t v) {
  // A straight line that misses by at most 1/11, then Newton's m += m * (1 - m^2 * v / 2^62) / 2:
  // what is missing is 1/80, then 1/4,500, then less than 16 bits hold, but for the rounding.
  constexpr std::uint32_t at_0 = 70083, slope = 10013;
  std::uint32_t m = at_0 - ((v >> 16) * slope >> 14);
  if (m > 65535) m = 65535;
  for (int step = 0; step < 3; ++step) {
    const std::uint32_t product = std::uint32_t((std::uint64_t{m * m} * v) >> 32);
    const std::int32_t missing = (std::int32_t{1} << 30) - std::int32_t(product);
    m += std::uint32_t((std::int32_t(m) * (missing >> 14)) >> 17);
    if (m > 65535) m = 65535;
  }
  while (m < 65535 && root_is_above(m, v)) ++m;
  while (!root_is_above(m - 1, v)) --m;
  return m;
}

}  // namespace detail

/// Of x > 0. The mantissa belongs to floor(x / 4^halvings) in [2^30, 2^32): with its own rounding
/// the result is off by at most 1/2^16 of itself, and 1/2^31.
constexpr reciprocal_root reciprocal_root_of(std::uint64_t x) {
  std::uint32_t top = std::uint32_t(x >> 32), v = std::uint32_t(x);
  std::int32_t halvings = 0;
  if (top != 0) {
    for (; top != 0; top >>= 2) ++halvings;
    v = std::uint32_t(x >> (2 * halvings));
  } else {
    for (; v < std::uint32_t{1} << 30; v <<= 2) --halvings;
  }
  return {detail::mantissa_of_root(v), halvings};
}

GENN_NAMESPACE_END

#include <genn/undef.hpp>

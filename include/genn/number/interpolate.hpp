// SPDX-License-Identifier: BSL-1.0
// Functions of 16-bit integers by a table and straight lines between its entries.
#pragma once

#include <genn/number/rescaling.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

/// A table of segments of 2^step integers each, from `low` on: entry k is the function at
/// low + k * 2^step, so that n segments have n + 1 entries.
struct segments {
  std::int32_t low = 0, step = 0;

  constexpr std::int32_t index(std::int32_t x) const { return (x - low) >> step; }

  /// Between the entries a and b around x, halves rounded up.
  constexpr std::int32_t between(std::int32_t x, std::int32_t a, std::int32_t b) const {
    const std::int32_t part = (x - low) & ((std::int32_t{1} << step) - 1);
    const std::int32_t half = step > 0 ? std::int32_t{1} << (step - 1) : 0;
    return a + shifted_right((b - a) * part + half, step);
  }
};

GENN_NAMESPACE_END

#include <genn/undef.hpp>

// SPDX-License-Identifier: BSL-1.0
// How integers stand for real numbers.
#pragma once

#include <cstdint>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

/// real = scale * (integer - zero_point); every integer lies in [low, high].
struct quantization {
  float scale = 1.0f;
  std::int32_t zero_point = 0, low = 0, high = 0;

  /// Largest magnitude of an integer.
  constexpr std::int32_t largest() const { return -low > high ? -low : high; }
  /// Largest magnitude of an integer less `zero`, or less the zero point.
  constexpr std::int64_t largest_distance(std::int32_t zero) const {
    const std::int64_t below = std::int64_t{zero} - low, above = std::int64_t{high} - zero;
    return below > above ? below : above;
  }
  constexpr std::int64_t largest_distance() const { return largest_distance(zero_point); }
};

constexpr bool operator==(const quantization& a, const quantization& b) {
  return a.scale == b.scale && a.zero_point == b.zero_point && a.low == b.low && a.high == b.high;
}
constexpr bool operator!=(const quantization& a, const quantization& b) { return !(a == b); }

GENN_NAMESPACE_END

#include <genn/undef.hpp>

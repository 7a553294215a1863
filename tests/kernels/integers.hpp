// SPDX-License-Identifier: BSL-1.0
// What the tests of integer layers share: the formulas once more, in 64 bits and by division, and
// the worst weights that a layer can get.
#pragma once

#include <algorithm>
#include <cstdint>
#include <random>
#include <vector>

#include <catch2/catch.hpp>

#include <genn/number/rescaling.hpp>
#include <genn/shape/shape.hpp>

namespace test {

using wide = std::int64_t;

/// floor(a / 2^bits)
inline wide floor_shift(wide a, int bits) {
  const wide b = wide{1} << bits;
  return a / b - (a % b < 0 ? 1 : 0);
}

inline wide end_with_multiplier(const genn::rescaling& r, wide sum, wide m) {
  if (r.reach > 0) sum = std::clamp<wide>(sum, -r.reach, r.reach);
  sum *= wide{1} << r.left;
  return std::clamp<wide>(floor_shift(floor_shift(sum * m, 16) + r.rounding, r.shift), r.low,
                          r.high);
}
inline wide end_with_shift(const genn::rescaling& r, wide sum) {
  return std::clamp<wide>(floor_shift(sum + r.rounding, r.shift), r.low, r.high);
}

inline std::mt19937& engine() {
  static std::mt19937 e{4321};
  return e;
}
inline wide between_wide(wide low, wide high) {
  return std::uniform_int_distribution<wide>{low, high}(engine());
}

/// Set number `set` of numbers in [-largest, largest]: extremes first, then random ones.
template <class T>
void fill(T* to, genn::index_t count, wide largest, int set, genn::index_t row = 1) {
  for (genn::index_t i = 0; i < count; ++i) {
    wide x = 0;
    switch (set) {
      case 0:
        x = -largest;
        break;
      case 1:
        x = largest;
        break;
      case 2:
        x = 0;
        break;
      case 3:
        x = 1;
        break;
      case 4:
        x = i % 2 == 0 ? largest : -largest;
        break;
      case 5:
        x = i / row % 2 == 0 ? 0 : between_wide(-largest, largest);
        break;  // dead channels
      case 6:
        x = i / row % 2 == 0 ? largest : -largest;
        break;
      case 7:
        x = i % 11 == 0 ? between_wide(-largest, largest) : 0;
        break;
      default:
        if (set % 3 == 0)
          x = between_wide(-largest, largest);
        else if (set % 3 == 1)
          x = between_wide(0, 1) == 0 ? -largest : largest;
        else
          x = between_wide(std::max<wide>(-largest, -3), std::min<wide>(largest, 3));
    }
    to[i] = T(x);
  }
}

/// Inputs between low and high: each end, then random ones.
template <class T>
void fill_between(T* to, genn::index_t count, wide low, wide high, int set) {
  for (genn::index_t i = 0; i < count; ++i)
    to[i] = T(set % 8 == 0   ? low
              : set % 8 == 1 ? high
              : set % 8 == 2 ? (between_wide(0, 1) == 0 ? low : high)
                             : between_wide(low, high));
}

inline constexpr int sets = 200;

}  // namespace test

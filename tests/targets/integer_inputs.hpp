// SPDX-License-Identifier: BSL-1.0
// Fixed inputs of integer models, and the checksum by which machines compare results. In constant
// expressions, too.
#pragma once

#include <genn/number/element.hpp>

namespace integers {

/// Runs that differ in their inputs.
inline constexpr int trials = 3;

/// The integers of an element; of PyTorch's own, which have no scale, rows of a table of 16.
template <class Element>
constexpr genn::quantization range_of() {
  if (Element::form == genn::form::plain) return {1.0f, 8, 0, 15};
  return Element::value;
}

/// All integers of a trial's inputs: over the whole range, at its two ends, close to zero.
class source {
 public:
  constexpr explicit source(int trial) : trial_(trial), state_(std::uint32_t(trial) + 1) {}

  constexpr std::int32_t operator()(const genn::quantization& q) {
    state_ = state_ * 1664525u + 1013904223u;
    const std::uint32_t number = state_ >> 8;
    if (trial_ == 1) return number & 1 ? q.high : q.low;
    if (trial_ == 2) {
      const std::int32_t near = q.zero_point + std::int32_t(number % 15) - 7;
      return near < q.low ? q.low : near > q.high ? q.high : near;
    }
    return q.low + std::int32_t(number % std::uint32_t(q.high - q.low + 1));
  }

 private:
  int trial_;
  std::uint32_t state_;
};

/// The number that stands for an element: an integer, or the bits of a float.
template <class T>
constexpr std::int32_t number_of(T x) {
  return x;
}
inline std::int32_t number_of(float x) {
  std::int32_t bits = 0;
  __builtin_memcpy(&bits, &x, sizeof bits);
  return bits;
}

/// FNV-1a over whole numbers.
template <class T>
constexpr std::uint32_t checksum(const T* x, genn::index_t count) {
  std::uint32_t sum = 2166136261u;
  for (genn::index_t i = 0; i < count; ++i)
    sum = (sum ^ std::uint32_t(number_of(x[i]))) * 16777619u;
  return sum;
}

}  // namespace integers

// SPDX-License-Identifier: BSL-1.0
// Buffers as the worst caller passes them: element alignment and one element more, with canaries on
// both sides; and the comparison of two results.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

#include <catch2/catch.hpp>

#include <genn/shape/shape.hpp>

namespace test {

class guarded {
 public:
  explicit guarded(genn::index_t size)
      : size_(std::size_t(size)), memory_(size_ + 2 * margin + 16, canary) {
    // A place one element behind a 64-byte boundary.
    const auto address = reinterpret_cast<std::uintptr_t>(memory_.data() + margin);
    begin_ = margin + (64 - address % 64) % 64 / sizeof(float) + 1;
  }
  float* data() { return memory_.data() + begin_; }
  float operator[](std::size_t i) const { return memory_[begin_ + i]; }
  std::size_t size() const { return size_; }

  bool canaries_live() const {
    for (std::size_t i = 0; i < memory_.size(); ++i)
      if ((i < begin_ || i >= begin_ + size_) && memory_[i] != canary) return false;
    return true;
  }

 private:
  static constexpr std::size_t margin = 64;
  static constexpr float canary = -7777.75f;
  std::size_t size_, begin_ = 0;
  std::vector<float> memory_;
};

inline std::mt19937& random_engine() {
  static std::mt19937 engine{1234};
  return engine;
}

inline genn::index_t between(genn::index_t low, genn::index_t high) {
  return std::uniform_int_distribution<genn::index_t>{low, high}(random_engine());
}

inline guarded random_numbers(genn::index_t size) {
  guarded buffer{size};
  std::uniform_real_distribution<float> number{-1.0f, 1.0f};
  for (genn::index_t i = 0; i < size; ++i) buffer.data()[i] = number(random_engine());
  return buffer;
}

/// Largest difference beside the largest number.
inline double relative_difference(const guarded& a, const guarded& b) {
  double difference = 0.0, largest = 1e-30;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (std::isnan(a[i]) || std::isnan(b[i])) return 1.0;
    difference = std::max(difference, std::abs(double(a[i]) - double(b[i])));
    largest = std::max(largest, std::abs(double(b[i])));
  }
  return difference / largest;
}

inline constexpr double tolerance = 1e-6;

}  // namespace test

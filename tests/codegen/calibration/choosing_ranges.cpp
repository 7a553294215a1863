// SPDX-License-Identifier: BSL-1.0
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <random>

#include "run/choose_range.hpp"

namespace {

using genn::run::choose_exponent;
using genn::run::choose_range;
using genn::run::observed;
using genn::run::range;

observed seen(std::vector<float> numbers) {
  observed o;
  const auto [low, high] = std::minmax_element(numbers.begin(), numbers.end());
  o.low = *low;
  o.high = *high;
  o.numbers = std::move(numbers);
  return o;
}

observed bounds(float low, float high) {
  observed o;
  o.low = low;
  o.high = high;
  return o;
}

/// About normal, by the sum of twelve even numbers.
std::vector<float> bell(std::size_t count) {
  std::mt19937 generator(1);
  std::vector<float> numbers(count);
  for (float& x : numbers) {
    x = -6.0f;
    for (int i = 0; i < 12; ++i) x += static_cast<float>(generator() >> 8) / 16777216.0f;
  }
  return numbers;
}

double mean_square_error(const std::vector<float>& numbers, range r, int steps) {
  const double scale = (static_cast<double>(r.high) - static_cast<double>(r.low)) / steps;
  double sum = 0.0;
  for (const float x : numbers) {
    const double clipped = std::clamp(x, r.low, r.high);
    const double error = std::nearbyint(clipped / scale) * scale - static_cast<double>(x);
    sum += error * error;
  }
  return sum / static_cast<double>(numbers.size());
}

}  // namespace

TEST_CASE("a range holds 0, on one of its steps") {
  for (const auto& [low, high] :
       {std::pair{-1.3f, 2.9f}, {0.5f, 4.0f}, {-7.0f, -2.0f}, {-1e-6f, 1e6f}, {-3e-30f, 1e-30f}}) {
    const range r = choose_range(bounds(low, high), 255);
    CHECK(r.low <= 0.0f);
    CHECK(r.high >= 0.0f);
    const float scale = (r.high - r.low) / 255;
    CHECK(r.low / scale == Approx(std::round(r.low / scale)).margin(1e-4));
    // Moved by half a step at most.
    CHECK(std::abs(r.low - std::min(low, 0.0f)) <= scale * 0.51f);
    CHECK(std::abs(r.high - std::max(high, 0.0f)) <= scale * 0.51f);
  }
  CHECK(choose_range(bounds(0, 0), 255).high == 0.0f);
  CHECK(choose_range(bounds(4, 4), 255).high == 4.0f);
}

TEST_CASE("even numbers are not clipped") {
  std::vector<float> even;
  for (int i = 0; i <= 10000; ++i) even.push_back(static_cast<float>(i) / 1000.0f);
  const range r = choose_range(seen(even), 255);
  CHECK(r.low == 0.0f);
  CHECK(r.high == Approx(10.0).epsilon(0.02));
}

TEST_CASE("a few far numbers are clipped where that costs less") {
  std::vector<float> numbers = bell(10000);
  numbers.push_back(12.0f);
  numbers.push_back(-12.0f);
  const range coarse = choose_range(seen(numbers), 15);
  CHECK(coarse.high < 6.0f);
  CHECK(coarse.low > -6.0f);
  CHECK(mean_square_error(numbers, coarse, 15) <
        0.5 * mean_square_error(numbers, {-12.8f, 11.2f}, 15));
  // With fine steps there is less to win.
  CHECK(choose_range(seen(numbers), 65535).high > 11.9f);
}

TEST_CASE("each end is clipped for itself") {
  std::vector<float> numbers;
  for (const float x : bell(10000)) numbers.push_back(x < 0.0f ? -0.5f : x);
  numbers.push_back(6.5f);
  const range r = choose_range(seen(numbers), 31);
  CHECK(r.high < 5.0f);
  CHECK(r.low < -0.4f);
}

TEST_CASE("errors count behind the function that reads the tensor") {
  std::vector<float> numbers = bell(10000);
  for (float& x : numbers) x *= 6.0f;
  const auto sigmoid = [](float x) { return 1.0f / (1.0f + std::exp(-x)); };
  const range plain = choose_range(seen(numbers), 15);
  const range read = choose_range(seen(numbers), 15, sigmoid);
  CHECK(read.high < 0.7f * plain.high);
  CHECK(choose_exponent(seen(numbers), 4, sigmoid) > choose_exponent(seen(numbers), 4));
}

TEST_CASE("exponents cover bounds") {
  CHECK(choose_exponent(bounds(-1.0f, 0.99f), 8) == 7);
  CHECK(choose_exponent(bounds(-1.0f, 1.0f), 8) == 6);  // 128 is no int8
  CHECK(choose_exponent(bounds(-1.01f, 0.5f), 8) == 6);
  CHECK(choose_exponent(bounds(-1000.0f, 2.0f), 8) == -3);
  CHECK(choose_exponent(bounds(0.0f, 1e-6f), 16) == 34);
  CHECK(choose_exponent(bounds(0.0f, 0.0f), 16) == 15);
}

TEST_CASE("exponents clip far numbers where that costs less") {
  std::vector<float> numbers = bell(10000);
  for (float& x : numbers) x *= 0.1f;
  const int alone = choose_exponent(seen(numbers), 8);
  CHECK(alone >= 7);
  numbers.push_back(1.5f);
  CHECK(choose_exponent(bounds(-0.5f, 1.5f), 4) == 2);
  const int chosen = choose_exponent(seen(numbers), 4);
  CHECK(chosen > 2);
  const auto error = [&](int n) {
    const float scale = std::ldexp(1.0f, -n);
    return mean_square_error(numbers, {-8 * scale, 7 * scale}, 15);
  };
  for (int n = 2; n < 9; ++n) CHECK(error(chosen) <= error(n));
}

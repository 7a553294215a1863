// SPDX-License-Identifier: BSL-1.0
#include <genn/math/pow.hpp>

#include <catch2/catch.hpp>
#include <random>

#include "floats.hpp"

namespace math = genn::math;

namespace {

struct watch {
  test::worst seen;
  float y_at = 0.0f;
  void see(float x, float y) {
    const double before = seen.error;
    seen.see(x, math::pow(x, y),
             std::pow(static_cast<long double>(x), static_cast<long double>(y)));
    if (seen.error > before) y_at = y;
  }
  void require() const {
    INFO("pow(" << seen.at << ", " << y_at << ')');
    REQUIRE(seen.error <= 1.1);
  }
};

}  // namespace

TEST_CASE("pow of special numbers") {
  const float numbers[] = {0.0f,           1.0f,
                           0.5f,           2.0f,
                           3.0f,           1.5f,
                           127.0f,         128.0f,
                           149.0f,         149.5f,
                           150.0f,         151.0f,
                           1e30f,          2147483648.0f,
                           4294967296.0f,  8388607.5f,
                           16777215.0f,    16777216.0f,
                           0.99999994f,    1.0000001f,
                           test::smallest, test::smallest_normal,
                           test::largest,  test::inf,
                           test::NaN};
  watch w;
  for (float x : numbers)
    for (float y : numbers)
      for (float sign_x : {1.0f, -1.0f})
        for (float sign_y : {1.0f, -1.0f}) w.see(sign_x * x, sign_y * y);
  w.require();
}

TEST_CASE("pow of random numbers") {
  std::mt19937 random(1);
  std::uniform_real_distribution<float> unit(0.0f, 1.0f);
  watch w;
  for (int i = 0; i < 300000; ++i) {
    const float any = test::float_of(static_cast<std::uint32_t>(random()));
    w.see(any, test::float_of(static_cast<std::uint32_t>(random())));
    // Any base, to a result of any size
    w.see(std::abs(any), (unit(random) * 200.0f - 110.0f) / std::log(std::abs(any)));
    // Near 1, large exponents
    const float near = 1.0f + std::ldexp(unit(random) - 0.5f, -static_cast<int>(random() % 25));
    if (near != 1.0f) w.see(near, (unit(random) * 200.0f - 110.0f) / std::log(near));
    w.see(-10.0f * unit(random), static_cast<float>(random() % 20) - 10.0f);
  }
  w.require();
}

// SPDX-License-Identifier: BSL-1.0
// Errors of the functions of one float over all exponents.
#include <genn/math/asin.hpp>
#include <genn/math/atan.hpp>
#include <genn/math/atan2.hpp>
#include <genn/math/cos.hpp>
#include <genn/math/erf.hpp>
#include <genn/math/erfc.hpp>
#include <genn/math/exp.hpp>
#include <genn/math/expm1.hpp>
#include <genn/math/log.hpp>
#include <genn/math/log10.hpp>
#include <genn/math/log1p.hpp>
#include <genn/math/log2.hpp>
#include <genn/math/rsqrt.hpp>
#include <genn/math/scalar_gates.hpp>
#include <genn/math/sigmoid.hpp>
#include <genn/math/sin.hpp>
#include <genn/math/sqrt.hpp>
#include <genn/math/tan.hpp>
#include <genn/math/tanh.hpp>

#include <catch2/catch.hpp>

#include "exact.hpp"
#include "floats.hpp"

namespace math = genn::math;

namespace {

/// `borders`: where the formula changes.
template <class F, class G>
void require_error(double limit, std::initializer_list<float> borders, F ours, G exact) {
  test::worst seen;
  const auto look = [&](float x) { seen.see(x, ours(x), exact(static_cast<long double>(x))); };
  test::for_floats(look);
  for (float x : borders) test::for_neighbours(x, look);
  for (float x : {0.0f, 1.0f, test::smallest, test::smallest_normal, test::largest, test::inf})
    test::for_neighbours(x, look);
  INFO("at " << seen.at << ", bits " << test::bits_of(seen.at));
  REQUIRE(seen.error <= limit);
}

using real = long double;

}  // namespace

TEST_CASE("exp") {
  require_error(1.0, {0.34657f, 1.0397f, 87.33f, 88.722839f, 103.97f, 104.0f}, math::exp,
                [](real x) { return std::exp(x); });
}
TEST_CASE("expm1") {
  require_error(1.7, {0.34657f, 1.0397f, 17.3f, 18.0f, 88.722839f}, math::expm1,
                [](real x) { return std::expm1(x); });
}
TEST_CASE("log") {
  require_error(1.0, {0.70710677f, 1.4142135f}, math::log, [](real x) { return std::log(x); });
}
TEST_CASE("log1p") {
  require_error(1.0, {0.29289323f, 0.41421357f, 1.8284271f, 16777216.0f}, math::log1p,
                [](real x) { return std::log1p(x); });
}
TEST_CASE("tanh") {
  require_error(1.5, {0.55f, 0.51986f, 9.01f, 9.1f}, math::tanh,
                [](real x) { return std::tanh(x); });
}
TEST_CASE("sigmoid") {
  require_error(1.7, {0.34657f, 16.29f, 16.6f, 80.0f, 86.3f, 87.33f, 104.0f}, math::sigmoid,
                [](real x) { return exact::sigmoid(x); });
}
TEST_CASE("gates of one float at a time") {
  const auto sigmoid = [](float x) { return math::scalar_sigmoid(x); };
  require_error(1.85, {0.34657f, 16.29f, 16.6f, 83.17f, 83.9f, 104.0f}, sigmoid,
                [](real x) { return exact::sigmoid(x); });
  // The sign of a zero is lost.
  const auto tanh = [](float x) { return x == 0.0f ? x : math::scalar_tanh(x); };
  CHECK(math::scalar_tanh(0.0f) == 0.0f);
  require_error(1.9, {0.55f, 0.51986f, 8.14f, 8.38f, 41.6f, 42.0f}, tanh,
                [](real x) { return std::tanh(x); });
  CHECK(std::isnan(sigmoid(std::nanf(""))));
  CHECK(std::isnan(tanh(std::nanf(""))));
}
TEST_CASE("erf") {
  require_error(1.3, {0.92f, 3.83f, 3.95f}, math::erf, [](real x) { return std::erf(x); });
}
TEST_CASE("erfc") {
  require_error(1.8, {0.5f, 0.92f, 3.83f, 9.19f, 10.05f, 10.06f}, math::erfc,
                [](real x) { return std::erfc(x); });
}
TEST_CASE("sqrt") {
  require_error(0.5, {2.0f, 4.0f}, math::sqrt, [](real x) { return std::sqrt(x); });
  test::for_floats([](float x) {
    if (x > 0.0f && x < test::inf && !test::same(math::detail::sqrt_by_digits(x), std::sqrt(x)))
      FAIL("digits of sqrt " << x);
  });
}
TEST_CASE("rsqrt") {
  require_error(1.6, {2.0f, 4.0f}, math::rsqrt,
                [](real x) { return x == 0 ? std::copysign(HUGE_VALL, x) : 1 / std::sqrt(x); });
}
TEST_CASE("sin") {
  require_error(1.5, {0.00024414062f, 0.78539816f, 1.5707963f, 3.1415927f, 100.53097f}, math::sin,
                [](real x) { return std::sin(x); });
  // 0x1.2ccdbep+82 or so: the nearest a float comes to a multiple of pi / 2
  for (std::uint32_t bits : {0x60d54d4fu, 0x6115cb11u, 0x5922aa80u, 0x7f7fffffu}) {
    const float x = test::float_of(bits);
    REQUIRE(test::ulps(math::sin(x), std::sin(static_cast<real>(x))) <= 1.5);
    REQUIRE(test::ulps(math::cos(x), std::cos(static_cast<real>(x))) <= 1.5);
  }
}
TEST_CASE("cos") {
  require_error(1.5, {0.78539816f, 1.5707963f, 3.1415927f, 4.712389f, 100.53097f}, math::cos,
                [](real x) { return std::cos(x); });
}
TEST_CASE("log2 and log10") {
  require_error(1.9, {0.70710677f, 1.4142135f}, math::log2, [](real x) { return std::log2(x); });
  require_error(2.0, {0.70710677f, 1.4142135f}, math::log10, [](real x) { return std::log10(x); });
  for (int n = -149; n < 128; ++n)
    REQUIRE(math::log2(std::ldexp(1.0f, n)) == static_cast<float>(n));
}
TEST_CASE("tan") {
  require_error(1.8, {0.00024414062f, 0.78539816f, 1.5707963f, 3.1415927f, 100.53097f}, math::tan,
                [](real x) { return std::tan(x); });
}
TEST_CASE("asin and acos") {
  require_error(1.9, {0.5f}, math::asin, [](real x) { return std::asin(x); });
  require_error(1.2, {0.5f}, math::acos, [](real x) { return std::acos(x); });
}
TEST_CASE("atan") {
  require_error(1.5, {0.5f, 2.0f}, math::atan, [](real x) { return std::atan(x); });
}
TEST_CASE("atan2") {
  const float numbers[] = {0.0f,          1.0f,    2.0f,      0.49999997f, 0.5f,
                           0.50000006f,   0.7f,    3.4f,      1e30f,       test::smallest,
                           test::largest, 3.0e38f, test::inf, test::NaN};
  test::worst seen;
  for (float y : numbers)
    for (float x : numbers)
      for (float sign_y : {1.0f, -1.0f})
        for (float sign_x : {1.0f, -1.0f}) {
          const float a = sign_y * y, b = sign_x * x;
          seen.see(a, math::atan2(a, b), std::atan2(static_cast<real>(a), static_cast<real>(b)));
        }
  test::for_floats([&](float a) {
    for (float b : {1.0f, -1.0f, 3.0f * a, a * -0.9f})
      seen.see(a, math::atan2(a, b), std::atan2(static_cast<real>(a), static_cast<real>(b)));
  });
  INFO("at " << seen.at);
  REQUIRE(seen.error <= 1.7);
}

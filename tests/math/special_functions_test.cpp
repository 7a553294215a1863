// SPDX-License-Identifier: BSL-1.0
// lgamma, digamma, erfinv and i0 against long double: all sizes, and all of some neighbourhoods.
#include <genn/math/bessel_i0.hpp>
#include <genn/math/digamma.hpp>
#include <genn/math/erfinv.hpp>
#include <genn/math/lgamma.hpp>

#include <algorithm>
#include <catch2/catch.hpp>

#include "exact.hpp"
#include "floats.hpp"

namespace math = genn::math;

namespace {

using real = exact::real;

/// `borders`: where the formula changes.
template <class F, class G>
void require_error(double limit, std::initializer_list<float> borders, F ours, G precise) {
  test::worst seen;
  const auto look = [&](float x) { seen.see(x, ours(x), precise(x)); };
  test::for_floats(look);
  for (float x : borders) test::for_neighbours(x, look);
  for (int i = 1; i <= 400000; ++i) look(static_cast<float>(i) / 40000.0f);
  INFO("at " << seen.at << ", bits " << test::bits_of(seen.at));
  REQUIRE(seen.error <= limit);
}

/// Below 0, where y is `part` less another: in units of the largest of 1 and these three.
template <class F, class G, class H>
double error_below(F ours, G precise, H part) {
  double worst = 0.0;
  for (int i = 1; i <= 400000; ++i) {
    const float x = static_cast<float>(i) / -40000.0f;
    const real y = precise(x);
    if (!std::isfinite(y)) continue;
    const real one = part(real{x});
    const real largest = std::max({real{1}, std::abs(y), std::abs(one), std::abs(one - y)});
    int exponent = 0;
    std::frexp(largest, &exponent);
    const real error = std::abs(static_cast<real>(ours(x)) - y) * std::ldexp(1.0L, 24 - exponent);
    worst = std::max(worst, static_cast<double>(error));
  }
  return worst;
}

template <class F>
auto above_zero(F f) {
  return [f](auto x) { return x < 0 ? decltype(f(x)){0} : f(x); };
}

}  // namespace

TEST_CASE("lgamma") {
  require_error(
      2.0, {0.5f, 1.0f, 1.23f, 1.4616321f, 1.73f, 2.0f, 2.5f, 3.5f, 8.0f, 8388608.0f, 4.08e36f},
      above_zero(math::lgamma), above_zero([](real x) { return exact::lgamma(x); }));
  CHECK(error_below(math::lgamma, exact::lgamma, [](real x) { return -exact::lgamma(-x); }) <= 2.7);
  CHECK(math::lgamma(1.0f) == 0.0f);
  CHECK(math::lgamma(2.0f) == 0.0f);
  CHECK(math::lgamma(0.0f) == test::inf);
  CHECK(math::lgamma(-3.0f) == test::inf);
  CHECK(math::lgamma(test::inf) == test::inf);
  CHECK(std::isnan(math::lgamma(test::NaN)));
}
TEST_CASE("digamma") {
  require_error(2.0, {1.0f, 1.4616321f, 2.0f, 2.25f, 3.25f, 5.25f, 6.0f}, above_zero(math::digamma),
                above_zero([](real x) { return exact::digamma(x); }));
  CHECK(error_below(math::digamma, exact::digamma, [](real x) { return exact::digamma(1 - x); }) <=
        2.8);
  CHECK(math::digamma(0.0f) == -test::inf);
  CHECK(math::digamma(-0.0f) == test::inf);
  CHECK(std::isnan(math::digamma(-2.0f)));
  CHECK(math::digamma(test::inf) == test::inf);
  CHECK(math::digamma(-0.5f) == Approx(0.03648997397857652));
}
TEST_CASE("erfinv") {
  require_error(2.0, {0.5f, 0.99663f, 1.0f}, math::erfinv,
                [](real x) { return exact::erfinv(x, math::erfinv(static_cast<float>(x))); });
  CHECK(math::erfinv(1.0f) == test::inf);
  CHECK(math::erfinv(-1.0f) == -test::inf);
  CHECK(std::isnan(math::erfinv(1.5f)));
}
TEST_CASE("i0") {
  require_error(1.6, {2.0f, 8.0f, 91.9f, 92.0f}, math::bessel_i0, exact::i0);
  CHECK(math::bessel_i0(0.0f) == 1.0f);
  CHECK(math::bessel_i0(-test::inf) == test::inf);
}

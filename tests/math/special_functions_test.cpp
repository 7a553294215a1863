// SPDX-License-Identifier: BSL-1.0
// lgamma, digamma, erfinv, i0 and zeta against long double: all sizes, and all of some
// neighbourhoods; polynomials against their values.
#include <genn/functions/polynomials.hpp>
#include <genn/functions/special.hpp>
#include <genn/math/bessel_i0.hpp>
#include <genn/math/digamma.hpp>
#include <genn/math/erfinv.hpp>
#include <genn/math/lgamma.hpp>
#include <genn/math/zeta.hpp>

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

// By 200 terms before the series of Euler and Maclaurin.
real exact_zeta(real x, real q) {
  real sum = 0;
  const real end = std::max(q, real{0}) + 200;
  for (; q < end; q += 1) sum += std::pow(q, -x);
  return sum + std::pow(q, 1 - x) / (x - 1) + std::pow(q, -x) / 2 + x * std::pow(q, -x - 1) / 12;
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
TEST_CASE("i0e") {
  const auto exact = [](real x) { return exact_i0(x) * std::exp(-std::abs(x)); };
  CHECK(largest_error(-9, 9, 0, math::bessel_i0e, exact) <= 6.0);
  CHECK(math::bessel_i0e(1e30f) == Approx(0.3989422804 / 1e15));
  CHECK(math::bessel_i0e(-test::inf) == 0.0f);
}
TEST_CASE("zeta") {
  for (const float x : {1.5f, 2.0f, 4.0f, 7.5f}) {
    const auto ours = [x](float q) { return math::zeta(x, q); };
    const auto exact = [x](real q) { return exact_zeta(static_cast<real>(x), q); };
    CHECK(largest_error(0.01, 3, 0, ours, exact) <= 8.0);
    CHECK(largest_error(3, 200, 0, ours, exact) <= 8.0);
  }
  CHECK(math::zeta(2.0f, 1.0f) == Approx(1.6449340668482264));
  CHECK(math::zeta(2.0f, -0.5f) == Approx(8.934802200544679));
  CHECK(math::zeta(1.0f, 2.0f) == test::inf);
  CHECK(math::zeta(2.0f, -3.0f) == test::inf);
  CHECK(std::isnan(math::zeta(0.5f, 2.0f)));
  CHECK(std::isnan(math::zeta(2.5f, -0.5f)));
}
TEST_CASE("polynomials") {
  CHECK(genn::chebyshev_polynomial_t{}(0.5f, 9.0f) == Approx(std::cos(9 * std::acos(0.5))));
  CHECK(genn::chebyshev_polynomial_u{}(0.5f, 3.0f) == Approx(-1.0));
  CHECK(genn::chebyshev_polynomial_v{}(0.25f, 2.0f) == Approx(-1.25));
  CHECK(genn::chebyshev_polynomial_w{}(0.25f, 2.0f) == Approx(-0.25));
  CHECK(genn::hermite_polynomial_h{}(0.5f, 4.0f) == Approx(1.0));
  CHECK(genn::hermite_polynomial_he{}(0.5f, 4.0f) == Approx(1.5625));
  CHECK(genn::laguerre_polynomial_l{}(0.5f, 3.0f) == Approx(-0.1458333333));
  CHECK(genn::legendre_polynomial_p{}(0.5f, 4.7f) == Approx(-0.2890625));
  CHECK(genn::legendre_polynomial_p{}(0.5f, -1.0f) == 0.0f);
  CHECK(genn::legendre_polynomial_p{}(0.5f, 0.9f) == 1.0f);
  CHECK(std::isnan(genn::legendre_polynomial_p{}(test::NaN, 2.0f)));
}
TEST_CASE("nextafter") {
  for (const float x : {1.0f, -1.0f, 0.0f, -0.0f, 3e-45f, -3e38f})
    for (const float y : {2.0f, -2.0f, 0.0f, test::inf})
      CHECK(genn::nextafter{}(x, y) == std::nextafterf(x, y));
  CHECK(std::isnan(genn::nextafter{}(1.0f, test::NaN)));
}

// SPDX-License-Identifier: BSL-1.0
// lgamma, digamma, erfinv, i0 and zeta against long double; polynomials against their values.
#include <genn/functions/polynomials.hpp>
#include <genn/functions/special.hpp>
#include <genn/math/bessel_i0.hpp>
#include <genn/math/digamma.hpp>
#include <genn/math/erfinv.hpp>
#include <genn/math/lgamma.hpp>
#include <genn/math/zeta.hpp>

#include <algorithm>
#include <catch2/catch.hpp>

#include "floats.hpp"

namespace math = genn::math;

namespace {

using real = long double;

// Error in units of the last place of the larger of `least` and |y|.
template <class F, class G>
double largest_error(double low, double high, double least, F ours, G exact, int steps = 200000) {
  double worst = 0.0;
  for (int i = 0; i <= steps; ++i) {
    const float x = static_cast<float>(low + (high - low) * i / steps);
    const real y = exact(static_cast<real>(x));
    int exponent = 0;
    std::frexp(std::max(std::abs(static_cast<double>(y)), least), &exponent);
    const real error = std::abs(static_cast<real>(ours(x)) - y) * std::ldexp(1.0L, 24 - exponent);
    worst = std::max(worst, static_cast<double>(error));
  }
  return worst;
}

real exact_digamma(real x) {
  real steps = 0;
  for (; x < 30; x += 1) steps += 1 / x;
  const real z = 1 / (x * x);
  return std::log(x) - 1 / (2 * x) - z * (1 / 12.0L - z * (1 / 120.0L - z / 252)) - steps;
}

// Newton's steps from ours.
real exact_erfinv(real x) {
  real y = math::erfinv(static_cast<float>(x));
  for (int i = 0; i < 4; ++i) {
    const real slope = 2 / std::sqrt(std::acos(-1.0L)) * std::exp(-y * y);
    y -= (x > 0.5L ? (1 - x) - std::erfc(y) : std::erf(y) - x) / slope;
  }
  return y;
}

real exact_i0(real x) {
  real sum = 0, term = 1;
  for (int k = 1; term > sum * 1e-22L; ++k) {
    sum += term;
    term *= x * x / (4 * static_cast<real>(k) * static_cast<real>(k));
  }
  return sum;
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
  const auto exact = [](real x) { return std::lgamma(x); };
  CHECK(largest_error(1e-3, 3, 1, math::lgamma, exact) <= 3.0);
  CHECK(largest_error(3, 40, 1, math::lgamma, exact) <= 3.0);
  CHECK(largest_error(40, 1e7, 1, math::lgamma, exact) <= 3.0);
  CHECK(largest_error(-6.99, -0.01, 4, math::lgamma, exact) <= 6.0);
  CHECK(math::lgamma(1.0f) == 0.0f);
  CHECK(math::lgamma(2.0f) == 0.0f);
  CHECK(math::lgamma(0.0f) == test::inf);
  CHECK(math::lgamma(-3.0f) == test::inf);
  CHECK(math::lgamma(test::inf) == test::inf);
  CHECK(std::isnan(math::lgamma(test::NaN)));
}
TEST_CASE("digamma") {
  CHECK(largest_error(1e-3, 10, 1, math::digamma, exact_digamma) <= 5.5);
  CHECK(largest_error(10, 1e6, 1, math::digamma, exact_digamma) <= 2.0);
  CHECK(math::digamma(0.0f) == -test::inf);
  CHECK(math::digamma(-0.0f) == test::inf);
  CHECK(std::isnan(math::digamma(-2.0f)));
  CHECK(math::digamma(test::inf) == test::inf);
  CHECK(math::digamma(-0.5f) == Approx(0.03648997397857652));
}
TEST_CASE("erfinv") {
  CHECK(largest_error(-0.999999, 0.999999, 0, math::erfinv, exact_erfinv) <= 4.5);
  CHECK(largest_error(1e-30, 1e-3, 0, math::erfinv, exact_erfinv) <= 4.5);
  CHECK(math::erfinv(1.0f) == test::inf);
  CHECK(math::erfinv(-1.0f) == -test::inf);
  CHECK(std::isnan(math::erfinv(1.5f)));
}
TEST_CASE("i0") {
  CHECK(largest_error(-9, 9, 0, math::bessel_i0, exact_i0) <= 5.0);
  CHECK(largest_error(9, 80, 0, math::bessel_i0, exact_i0) <= 5.0);
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
    CHECK(largest_error(0.01, 3, 0, ours, exact, 2000) <= 8.0);
    CHECK(largest_error(3, 200, 0, ours, exact, 2000) <= 8.0);
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

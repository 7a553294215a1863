// SPDX-License-Identifier: BSL-1.0
// lgamma, digamma, erfinv and i0 against long double.
#include <genn/math/bessel_i0.hpp>
#include <genn/math/digamma.hpp>
#include <genn/math/erfinv.hpp>
#include <genn/math/lgamma.hpp>

#include <algorithm>
#include <catch2/catch.hpp>

#include "floats.hpp"

namespace math = genn::math;

namespace {

using real = long double;

// Error in units of the last place of the larger of `least` and |y|.
template <class F, class G>
double largest_error(double low, double high, double least, F ours, G exact) {
  double worst = 0.0;
  for (int i = 0; i <= 200000; ++i) {
    const float x = static_cast<float>(low + (high - low) * i / 200000.0);
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

// SPDX-License-Identifier: BSL-1.0
// What is exact, and the moves between floats and their bits.
#include <genn/math/ceil.hpp>
#include <genn/math/fabs.hpp>
#include <genn/math/floor.hpp>
#include <genn/math/round_half_even.hpp>
#include <genn/math/round_to_half.hpp>
#include <genn/math/trunc.hpp>

#include <algorithm>
#include <catch2/catch.hpp>

#include "floats.hpp"

namespace math = genn::math;

namespace {

template <class F, class G>
void require_same(F ours, G libm) {
  const auto look = [&](float x) {
    if (!test::same(ours(x), libm(x))) FAIL(x << " gives " << ours(x) << ", not " << libm(x));
  };
  test::for_floats(look);
  for (float x : {0.0f, 0.5f, 1.0f, 1.5f, 2.0f, 2.5f, 3.0f, 4194303.5f, 8388608.0f, 16777216.0f,
                  2147483648.0f, 4294967296.0f, test::largest})
    test::for_neighbours(x, look);
  for (float x = -40.0f; x <= 40.0f; x += 0.25f) look(x);
}

}  // namespace

TEST_CASE("floor, ceil, trunc, round_half_even, fabs") {
  require_same(math::floor, [](float x) { return std::floor(x); });
  require_same(math::ceil, [](float x) { return std::ceil(x); });
  require_same(math::trunc, [](float x) { return std::trunc(x); });
  require_same(math::round_half_even, [](float x) { return std::nearbyint(x); });
  require_same(math::fabs, [](float x) { return std::fabs(x); });
}

namespace {

// The nearest number of a type with this many bits behind the point, by doubles.
float short_float(float x, int bits, int least_exponent, double most) {
  if (!std::isfinite(x) || x == 0.0f) return x;
  int exponent = 0;
  std::frexp(x, &exponent);
  const double unit = std::ldexp(1.0, std::max(exponent - 1, least_exponent) - bits);
  const double y = std::nearbyint(static_cast<double>(x) / unit) * unit;
  return std::abs(y) > most ? std::copysign(test::inf, x) : static_cast<float>(y);
}

}  // namespace

TEST_CASE("round_to_half, round_to_bfloat16") {
  require_same(math::round_to_half, [](float x) { return short_float(x, 10, -14, 65504.0); });
  require_same(math::round_to_bfloat16,
               [](float x) { return short_float(x, 7, -126, 3.3895313892515355e38); });
  for (float x : {65504.0f, 65520.0f, 6.1035156e-5f, 5.9604645e-8f, 2.9802322e-8f, 3.3895314e38f})
    test::for_neighbours(x, [](float y) {
      if (!test::same(math::round_to_half(y), short_float(y, 10, -14, 65504.0))) FAIL(y);
    });
}

TEST_CASE("bits of floats") {
  test::for_floats([](float x) {
    if (math::is_nan(x) != std::isnan(x) || math::is_inf(x) != std::isinf(x))
      FAIL("is_nan, is_inf of " << x);
    const std::uint32_t bits = test::bits_of(x);
    if (math::bits_from_float(x) != bits) FAIL("bits of " << x);
    if (!test::same(math::float_from_bits(bits), x)) FAIL("float of " << bits);
    if (!test::same(math::detail::float_by_arithmetic(bits), x)) FAIL("arithmetic to " << x);
    if (!std::isnan(x) && math::detail::bits_by_arithmetic(x) != bits) FAIL("arithmetic of " << x);
    if (!test::same(math::copy_sign(x, -1.0f), std::copysign(x, -1.0f))) FAIL("sign of " << x);
  });
}

TEST_CASE("scale_by_power rounds once") {
  for (float x : {1.0f, 1.9999999f, 1.17549435e-38f, 3.0e38f, 1e-45f, -1.2345678f})
    for (int n = -320; n <= 320; ++n)
      if (!test::same(math::scale_by_power(x, n), std::ldexp(x, n))) FAIL(x << " * 2^" << n);
}

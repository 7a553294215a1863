// SPDX-License-Identifier: BSL-1.0
// Constant expressions, scalar code and vectorised loops give the same bits, and every compiler
// gives those that are written here. Built without contraction.
#include <genn/math/cos.hpp>
#include <genn/math/erf.hpp>
#include <genn/math/erfc.hpp>
#include <genn/math/exp.hpp>
#include <genn/math/expm1.hpp>
#include <genn/math/log.hpp>
#include <genn/math/log1p.hpp>
#include <genn/math/pow.hpp>
#include <genn/math/rsqrt.hpp>
#include <genn/math/sigmoid.hpp>
#include <genn/math/sin.hpp>
#include <genn/math/sqrt.hpp>
#include <genn/math/tanh.hpp>

#include <catch2/catch.hpp>

#include "floats.hpp"

namespace math = genn::math;

namespace {

constexpr int count = 384;

struct numbers {
  float values[count] = {};
};

/// Half of all sizes, half between -16 and 16; all distinct.
constexpr numbers make_arguments() {
  numbers n;
  std::uint32_t state = 1;
  for (int i = 0; i < count; ++i) {
    state = state * 1664525u + 1013904223u;
    n.values[i] = i % 2 == 0 ? math::float_from_bits(state)
                             : float(std::int32_t(state >> 8) - 0x800000) / 524288.0f;
  }
  return n;
}
constexpr numbers arguments = make_arguments();

template <class F>
constexpr numbers apply(F f) {
  numbers n;
  for (int i = 0; i < count; ++i) n.values[i] = f(arguments.values[i]);
  return n;
}

/// Fowler, Noll and Vo's sum of the bits.
constexpr std::uint32_t digest(const numbers& n) {
  std::uint32_t sum = 2166136261u;
  for (float y : n.values) sum = (sum ^ math::bits_from_float(y)) * 16777619u;
  return sum;
}

template <class F>
bool same_at_run_time(F f, const numbers& expected) {
  static volatile float hidden[count];
  float x[count] = {}, y[count] = {};
  for (int i = 0; i < count; ++i) hidden[i] = arguments.values[i];
  for (int i = 0; i < count; ++i) x[i] = hidden[i];
  for (int i = 0; i < count; ++i) y[i] = f(x[i]);  // vectorised at -O3
  for (int i = 0; i < count; ++i) {
    if (!test::same(y[i], expected.values[i])) return false;
    if (!test::same(f(hidden[i]), expected.values[i])) return false;
  }
  return true;
}

#define SAME_BITS(name, sum)                                                   \
  constexpr auto name##_of = [](float x) { return math::name(x); };            \
  constexpr numbers name##_values = apply(name##_of);                          \
  static_assert(digest(name##_values) == sum);                                 \
  TEST_CASE(#name ": the same bits in constant expressions and at run time") { \
    REQUIRE(same_at_run_time(name##_of, name##_values));                       \
  }

SAME_BITS(exp, 0x7e1e6463u)
SAME_BITS(expm1, 0xd9263341u)
SAME_BITS(log, 0x9cc7d5c7u)
SAME_BITS(log1p, 0xb75b6027u)
SAME_BITS(tanh, 0xd6d53770u)
SAME_BITS(sigmoid, 0xe8a7b997u)
SAME_BITS(erf, 0xb5c8d997u)
SAME_BITS(erfc, 0x832d6d56u)
SAME_BITS(sqrt, 0xc16f8cbeu)
SAME_BITS(rsqrt, 0x751a2a69u)
SAME_BITS(sin, 0xb563aba9u)
SAME_BITS(cos, 0xaede7c9du)

constexpr auto power_of = [](float x) { return math::pow(x < 0.0f ? -x : x, 1.7f); };
constexpr auto odd_power_of = [](float x) { return math::pow(x, -3.0f); };
constexpr numbers powers = apply(power_of), odd_powers = apply(odd_power_of);
static_assert(digest(powers) == 0x86566cf7u && digest(odd_powers) == 0x88aaac82u);
TEST_CASE("pow: the same bits in constant expressions and at run time") {
  REQUIRE(same_at_run_time(power_of, powers));
  REQUIRE(same_at_run_time(odd_power_of, odd_powers));
}

}  // namespace

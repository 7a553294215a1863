// SPDX-License-Identifier: BSL-1.0
// The largest errors of the library's functions, in units of the last place of the nearest float.
//
//   errors [STRIDE [NAME]]     every STRIDE-th of all 2^32 floats, 61 where none is given
#include <genn/functions/activation.hpp>
#include <genn/functions/elementary.hpp>
#include <genn/functions/hyperbolic.hpp>
#include <genn/functions/smooth.hpp>
#include <genn/functions/special.hpp>
#include <genn/functions/trigonometry.hpp>
#include <genn/math/scalar_gates.hpp>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>

#include "../../tests/math/exact.hpp"
#include "../../tests/math/floats.hpp"

namespace {

using real = exact::real;

std::uint64_t stride = 61;
std::string only;

bool wanted(const char* name) { return only.empty() || only == name; }

/// A number between doubles is nearer than any float needs it.
double in_double(double x, double (*f)(double)) { return f(x); }

template <class F, class G>
void measure(const char* name, F ours, G precise) {
  if (!wanted(name)) return;
  test::worst seen;
  for (std::uint64_t bits = 0; bits <= 0xffffffffu; bits += stride) {
    const float x = test::float_of(static_cast<std::uint32_t>(bits));
    seen.see(x, ours(x), precise(x));
  }
  std::printf("| %s | %.2f | %.9g |\n", name, seen.error, static_cast<double>(seen.at));
  std::fflush(stdout);
}

/// Of numbers below 0, where y is `part` less something: in units of the largest of 1 and these
/// two.
template <class F, class G, class H>
void measure_parts(const char* name, F ours, G precise, H part) {
  if (!wanted(name)) return;
  test::worst seen;
  for (std::uint64_t bits = 0x80000000u; bits <= 0xff800000u; bits += stride) {
    const float x = test::float_of(static_cast<std::uint32_t>(bits));
    const real y = precise(x), one = part(x);
    const real larger = std::max({real{1}, std::abs(y), std::abs(one), std::abs(one - y)});
    const double error = test::ulps(ours(x), y);
    if (!std::isfinite(error) || !std::isfinite(y) || y == 0) {
      seen.see(x, ours(x), y);
    } else {
      const real scale =
          std::exp2(std::floor(std::log2(std::abs(y))) - std::floor(std::log2(larger)));
      if (error * static_cast<double>(scale) > seen.error) {
        seen.error = error * static_cast<double>(scale);
        seen.at = x;
      }
    }
  }
  std::printf("| %s | %.2f | %.9g |\n", name, seen.error, static_cast<double>(seen.at));
  std::fflush(stdout);
}

template <class F, class G>
void measure_pairs(const char* name, F ours, G precise) {
  if (!wanted(name)) return;
  std::mt19937 random(1);
  test::worst seen;
  float b_at = 0.0f;
  const auto look = [&](float a, float b) {
    const double before = seen.error;
    seen.see(a, ours(a, b), precise(a, b));
    if (seen.error > before) b_at = b;
  };
  const auto any = [&] { return test::float_of(static_cast<std::uint32_t>(random())); };
  // Of one size, of sizes like these, and any.
  const auto near = [&](int power) {
    return std::ldexp(static_cast<float>(random()) / 2147483648.0f - 1.0f,
                      static_cast<int>(random() % 16) - power);
  };
  for (std::uint64_t i = 0; i <= 0xffffffffu; i += 4 * stride) {
    look(any(), any());
    look(near(8), near(8));
    look(near(15), near(8));
    const float a = any();
    look(a, a * (1.0f + near(16)));
  }
  std::printf("| %s | %.2f | %.9g, %.9g |\n", name, seen.error, static_cast<double>(seen.at),
              static_cast<double>(b_at));
  std::fflush(stdout);
}

struct one {
  static constexpr float value = 1.0f;
};
struct twenty {
  static constexpr float value = 20.0f;
};

}  // namespace

int main(int count, char** arguments) {
  if (count > 1) stride = std::strtoull(arguments[1], nullptr, 10);
  if (count > 2) only = arguments[2];
  std::printf("| function | ulp | at |\n| --- | --- | --- |\n");
#define OF_LIBM(name) measure(#name, genn::name{}, [](double x) { return in_double(x, std::name); })
#define OF_EXACT(name) measure(#name, genn::name{}, [](real x) { return exact::name(x); })
  OF_LIBM(exp);
  measure(
      "exp2", [](float x) { return genn::math::pow(2.0f, x); },
      [](double x) { return std::exp2(x); });
  OF_LIBM(expm1);
  OF_LIBM(log);
  OF_LIBM(log2);
  OF_LIBM(log10);
  OF_LIBM(log1p);
  OF_LIBM(sqrt);
  measure("rsqrt", genn::rsqrt{},
          [](real x) { return x == 0 ? std::copysign(HUGE_VALL, x) : 1 / std::sqrt(x); });
  OF_LIBM(sin);
  OF_LIBM(cos);
  OF_LIBM(tan);
  OF_LIBM(asin);
  OF_LIBM(acos);
  OF_LIBM(atan);
  OF_LIBM(sinh);
  OF_LIBM(cosh);
  OF_LIBM(tanh);
  OF_LIBM(asinh);
  OF_LIBM(acosh);
  OF_LIBM(atanh);
  OF_LIBM(erf);
  OF_LIBM(erfc);
  measure("erfinv", genn::erfinv{},
          [](real x) { return exact::erfinv(x, genn::math::erfinv(static_cast<float>(x))); });
  // Below 0, in units of the larger of 1 and the parts that cancel.
  measure(
      "lgamma above 0", [](float x) { return x < 0 ? 0.0f : genn::math::lgamma(x); },
      [](real x) { return x < 0 ? 0 : exact::lgamma(x); });
  measure_parts("lgamma below 0", genn::lgamma{}, exact::lgamma,
                [](real x) { return -exact::lgamma(-x); });
  measure(
      "digamma above 0", [](float x) { return x < 0 ? 0.0f : genn::math::digamma(x); },
      [](real x) { return x < 0 ? 0 : exact::digamma(x); });
  measure_parts("digamma below 0", genn::digamma{}, exact::digamma,
                [](real x) { return exact::digamma(1 - x); });
  OF_EXACT(i0);
  OF_EXACT(sigmoid);
  measure(
      "scalar_sigmoid", [](float x) { return genn::math::scalar_sigmoid(x); },
      [](real x) { return exact::sigmoid(x); });
  measure(
      "scalar_tanh", [](float x) { return x == 0.0f ? x : genn::math::scalar_tanh(x); },
      [](real x) { return std::tanh(x); });
  OF_EXACT(silu);
  OF_EXACT(gelu);
  OF_EXACT(gelu_tanh);
  OF_EXACT(mish);
  measure("softplus", genn::softplus<one, twenty>{},
          [](real x) { return x > 20 ? x : exact::softplus(x); });
  measure("log_sigmoid", genn::log_sigmoid{}, [](real x) {
    const real y = exact::log_sigmoid(x);
    return static_cast<float>(y) == 0.0f ? 0 : y;  // zeros have no sign
  });
  measure_pairs("pow", genn::pow{}, [](real a, real b) { return std::pow(a, b); });
  measure_pairs("atan2", genn::atan2{}, [](real a, real b) { return std::atan2(a, b); });
  measure_pairs("logaddexp", genn::logaddexp{}, exact::logaddexp);
}

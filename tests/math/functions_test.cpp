// SPDX-License-Identifier: BSL-1.0
// Errors of functions that are made of others, over all exponents.
#include <genn/functions/hyperbolic.hpp>
#include <genn/functions/smooth.hpp>

#include <catch2/catch.hpp>

#include "exact.hpp"
#include "floats.hpp"

namespace {

using real = exact::real;

template <class F, class G>
void require_error(double limit, F ours, G precise) {
  test::worst seen;
  const auto look = [&](float x) { seen.see(x, ours(x), precise(static_cast<real>(x))); };
  test::for_floats(look);
  for (float x : {0.0f, 0.3466f, 0.69f, 1.0f, 20.0f, 80.0f, 86.3f, 88.72f, 89.41f, 104.0f, 112.0f})
    test::for_neighbours(x, look);
  INFO("at " << seen.at << ", bits " << test::bits_of(seen.at));
  REQUIRE(seen.error <= limit);
}

struct one {
  static constexpr float value = 1.0f;
};
struct twenty {
  static constexpr float value = 20.0f;
};

}  // namespace

TEST_CASE("sinh and cosh") {
  require_error(2.0, genn::sinh{}, [](real x) { return std::sinh(x); });
  require_error(2.0, genn::cosh{}, [](real x) { return std::cosh(x); });
}
TEST_CASE("asinh, acosh, atanh") {
  require_error(2.0, genn::asinh{}, [](real x) { return std::asinh(x); });
  require_error(2.0, genn::acosh{}, [](real x) { return std::acosh(x); });
  require_error(2.0, genn::atanh{}, [](real x) { return std::atanh(x); });
}
TEST_CASE("silu, mish, softplus") {
  require_error(2.0, genn::silu{}, exact::silu);
  require_error(2.3, genn::mish{}, exact::mish);
  require_error(2.0, genn::softplus<one, twenty>{},
                [](real x) { return x > 20 ? x : exact::softplus(x); });
}

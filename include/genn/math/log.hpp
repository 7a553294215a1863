// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <genn/math/bits.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace math {

namespace detail {

/// A positive finite float as 2^n * (1 + f), 1 + f in [sqrt(1/2), sqrt(2)); f is exact.
struct log_parts {
  int n;
  float f;
};
constexpr log_parts log_reduced(float x) {
  const bool subnormal = x < 1.17549435e-38f;
  const float normal = x * select(subnormal, 8388608.0f, 1.0f);
  const std::uint32_t bits = bits_from_float(normal) - 0x3f3504f3u;  // sqrt(1/2)
  const int n = int(std::int32_t(bits) >> 23) - 23 * int(subnormal);
  return {n, float_from_bits((bits & 0x7fffffu) + 0x3f3504f3u) - 1.0f};
}

/// n ln 2 + log(1 + f) + low: log(1 + f) = f - f^2 / 2 + f^3 P(f), P of degree 7 fitted as in
/// exp.hpp; largest error of f^3 P relative to the logarithm 5.8e-9.
constexpr float log_combined(log_parts part, float low = 0.0f) {
  const float f = part.f, n = float(part.n);
  const float tail =
      0.3333333f +
      f * (-0.2500082f +
           f * (0.2000124f +
                f * (-0.16623408f +
                     f * (0.14201623f +
                          f * (-0.13159676f + f * (0.12761912f + f * -0.076358534f))))));
  // The parts of n ln 2 are as in exp.hpp.
  return n * 0.693359375f + (f + (f * f * (f * tail - 0.5f) + (low - n * 2.12194440e-4f)));
}

}  // namespace detail

/// Natural logarithm: -infinity at 0, NaN below. Error at most 0.93 ulp (all floats).
constexpr float log(float x) {
  if (GENN_CONSTANT_EVALUATED() && is_nan(x)) return x;
  const float above = select(x > 0.0f, x, 1.0f);
  const float y = detail::log_combined(detail::log_reduced(select(above < infinity, above, 1.0f)));
  const float special = select(x < 0.0f, not_a_number, select(x == 0.0f, -infinity, x));
  return select(x > 0.0f, select(x < infinity, y, x), special);
}

}  // namespace math

GENN_NAMESPACE_END

#include <genn/undef.hpp>

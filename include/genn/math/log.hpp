// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <genn/math/bits.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace math {

namespace detail {

/// (log(1 + f) - f + f^2 / 2) / f^3 on [sqrt(1/2) - 1, sqrt(2) - 1]: fitted as in exp.hpp; largest
/// error of f^3 times the polynomial 7.3e-10.
constexpr float log_tail(float f) {
  return 0.3333331f +
         f * (-0.24999987f +
              f * (0.20002227f +
                   f * (-0.1666925f +
                        f * (0.14218655f +
                             f * (-0.12384366f +
                                  f * (0.11873009f + f * (-0.11789715f + f * 0.069151863f)))))));
}

}  // namespace detail

/// Natural logarithm. Error at most 0.82 ulp (measured on one float in 97); -infinity at 0, NaN
/// below.
constexpr float log(float x) {
  if (is_nan(x) || x == infinity) return x;
  if (x == 0.0f) return -infinity;
  if (x < 0.0f) return not_a_number;
  int exponent = 0;
  if (x < 1.17549435e-38f) {  // subnormal
    x *= 8388608.0f;
    exponent = -23;
  }
  // x = m * 2^exponent with m in [sqrt(1/2), sqrt(2))
  const std::uint32_t bits = bits_from_float(x) - 0x3f3504f3u;
  exponent += int(std::int32_t(bits) >> 23);
  const float m = float_from_bits((bits & 0x7fffffu) + 0x3f3504f3u);
  const float f = m - 1.0f, e = float(exponent);
  const float tail = f * f * (f * detail::log_tail(f) - 0.5f);
  return (f + (tail + e * -2.12194440e-4f)) + e * 0.693359375f;
}

}  // namespace math

GENN_NAMESPACE_END

#include <genn/undef.hpp>

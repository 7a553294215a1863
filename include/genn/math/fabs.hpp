// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <genn/math/bits.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace math {

/// |x|; exact. NaN stays NaN.
constexpr float fabs(float x) {
  if (GENN_CONSTANT_EVALUATED() && is_nan(x)) return x;
  return float_from_bits(bits_from_float(x) & 0x7fffffffu);
}

}  // namespace math

GENN_NAMESPACE_END

#include <genn/undef.hpp>

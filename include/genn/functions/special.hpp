// SPDX-License-Identifier: BSL-1.0
// Special functions, named as in torch.
#pragma once

#include <genn/math/bessel_i0.hpp>
#include <genn/math/digamma.hpp>
#include <genn/math/erfinv.hpp>
#include <genn/math/lgamma.hpp>
#include <genn/math/zeta.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

struct lgamma {
  static constexpr char name[] = "lgamma";
  constexpr float operator()(float x) const { return math::lgamma(x); }
};
struct digamma {
  static constexpr char name[] = "digamma";
  constexpr float operator()(float x) const { return math::digamma(x); }
};
struct erfinv {
  static constexpr char name[] = "erfinv";
  constexpr float operator()(float x) const { return math::erfinv(x); }
};
struct i0 {
  static constexpr char name[] = "i0";
  constexpr float operator()(float x) const { return math::bessel_i0(x); }
};

struct i0e {
  static constexpr char name[] = "i0e";
  constexpr float operator()(float x) const { return math::bessel_i0e(x); }
};
/// The float next to x on the way to y.
struct nextafter {
  static constexpr char name[] = "nextafter";
  constexpr float operator()(float x, float y) const {
    if (math::is_nan(x) || math::is_nan(y)) return math::not_a_number;
    if (x == y) return y;
    if (x == 0.0f) return math::float_from_bits(y > 0.0f ? 1u : 0x80000001u);
    const std::uint32_t bits = math::bits_from_float(x);
    return math::float_from_bits((y > x) == (x > 0.0f) ? bits + 1u : bits - 1u);
  }
};
struct zeta {
  static constexpr char name[] = "zeta";
  constexpr float operator()(float x, float q) const { return math::zeta(x, q); }
};

GENN_NAMESPACE_END

#include <genn/undef.hpp>

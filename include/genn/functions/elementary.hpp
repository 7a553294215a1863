// SPDX-License-Identifier: BSL-1.0
// Elementary functions, named as in torch.
#pragma once

#include <genn/math/ceil.hpp>
#include <genn/math/cos.hpp>
#include <genn/math/erf.hpp>
#include <genn/math/erfc.hpp>
#include <genn/math/exp.hpp>
#include <genn/math/expm1.hpp>
#include <genn/math/fabs.hpp>
#include <genn/math/floor.hpp>
#include <genn/math/log.hpp>
#include <genn/math/log1p.hpp>
#include <genn/math/pow.hpp>
#include <genn/math/round_half_even.hpp>
#include <genn/math/round_to_half.hpp>
#include <genn/math/rsqrt.hpp>
#include <genn/math/sin.hpp>
#include <genn/math/sqrt.hpp>
#include <genn/math/trunc.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

struct abs {
  static constexpr char name[] = "abs";
  constexpr float operator()(float x) const { return math::fabs(x); }
};
struct exp {
  static constexpr char name[] = "exp";
  constexpr float operator()(float x) const { return math::exp(x); }
};
struct expm1 {
  static constexpr char name[] = "expm1";
  constexpr float operator()(float x) const { return math::expm1(x); }
};
struct log {
  static constexpr char name[] = "log";
  constexpr float operator()(float x) const { return math::log(x); }
};
struct log1p {
  static constexpr char name[] = "log1p";
  constexpr float operator()(float x) const { return math::log1p(x); }
};
struct sqrt {
  static constexpr char name[] = "sqrt";
  constexpr float operator()(float x) const { return math::sqrt(x); }
};
struct rsqrt {
  static constexpr char name[] = "rsqrt";
  constexpr float operator()(float x) const { return math::rsqrt(x); }
};
struct sin {
  static constexpr char name[] = "sin";
  constexpr float operator()(float x) const { return math::sin(x); }
};
struct cos {
  static constexpr char name[] = "cos";
  constexpr float operator()(float x) const { return math::cos(x); }
};
struct erf {
  static constexpr char name[] = "erf";
  constexpr float operator()(float x) const { return math::erf(x); }
};
struct erfc {
  static constexpr char name[] = "erfc";
  constexpr float operator()(float x) const { return math::erfc(x); }
};
struct floor {
  static constexpr char name[] = "floor";
  constexpr float operator()(float x) const { return math::floor(x); }
};
struct ceil {
  static constexpr char name[] = "ceil";
  constexpr float operator()(float x) const { return math::ceil(x); }
};
/// Halves go to the even neighbour.
struct round {
  static constexpr char name[] = "round";
  constexpr float operator()(float x) const { return math::round_half_even(x); }
};
/// What float16 and bfloat16 keep of a float.
struct round_to_half {
  static constexpr char name[] = "round_to_half";
  constexpr float operator()(float x) const { return math::round_to_half(x); }
};
struct round_to_bfloat16 {
  static constexpr char name[] = "round_to_bfloat16";
  constexpr float operator()(float x) const { return math::round_to_bfloat16(x); }
};
struct trunc {
  static constexpr char name[] = "trunc";
  constexpr float operator()(float x) const { return math::trunc(x); }
};
/// -1, 0 or 1.
struct sign {
  static constexpr char name[] = "sign";
  constexpr float operator()(float x) const { return x > 0.0f ? 1.0f : x < 0.0f ? -1.0f : x; }
};
struct square {
  static constexpr char name[] = "square";
  constexpr float operator()(float x) const { return x * x; }
};
struct reciprocal {
  static constexpr char name[] = "reciprocal";
  constexpr float operator()(float x) const { return 1.0f / x; }
};

/// x ^ Exponent::value
template <class Exponent>
struct pow_scalar {
  static constexpr char name[] = "pow_scalar";
  Exponent exponent{};
  constexpr float operator()(float x) const { return math::pow(x, exponent.value); }
};

/// a ^ b
struct pow {
  static constexpr char name[] = "pow";
  constexpr float operator()(float a, float b) const { return math::pow(a, b); }
};

/// The smaller one; NaN wins.
struct minimum {
  static constexpr char name[] = "minimum";
  constexpr float operator()(float a, float b) const { return a != a || a < b ? a : b; }
};

/// The larger one; NaN wins.
struct maximum {
  static constexpr char name[] = "maximum";
  constexpr float operator()(float a, float b) const { return a != a || a > b ? a : b; }
};

GENN_NAMESPACE_END

#include <genn/undef.hpp>

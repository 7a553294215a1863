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

struct zeta {
  static constexpr char name[] = "zeta";
  constexpr float operator()(float x, float q) const { return math::zeta(x, q); }
};

GENN_NAMESPACE_END

#include <genn/undef.hpp>

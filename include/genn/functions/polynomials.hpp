// SPDX-License-Identifier: BSL-1.0
// Orthogonal polynomials of x and of an order, named as in torch.special: 0 for orders below 0, the
// order cut to an integer.
#pragma once

#include <genn/math/bits.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace detail {

/// p(k + 1) = Kind::next(k, x, p(k), p(k - 1)) from p(0) = 1 and p(1) = Kind::first(x).
template <class Kind>
constexpr float polynomial(float x, float order) {
  if (math::is_nan(x)) return x;
  if (!(order > -1.0f)) return 0.0f;
  float before = 1.0f, now = Kind::first(x);
  if (order < 1.0f) return before;
  for (float k = 1.0f; k + 1.0f <= order; k += 1.0f) {
    const float after = Kind::next(k, x, now, before);
    before = now;
    now = after;
    if (math::is_nan(now)) break;
  }
  return now;
}

struct chebyshev_steps {
  static constexpr float next(float, float x, float now, float before) {
    return 2.0f * x * now - before;
  }
};
struct chebyshev_t : chebyshev_steps {
  static constexpr float first(float x) { return x; }
};
struct chebyshev_u : chebyshev_steps {
  static constexpr float first(float x) { return 2.0f * x; }
};
struct chebyshev_v : chebyshev_steps {
  static constexpr float first(float x) { return 2.0f * x - 1.0f; }
};
struct chebyshev_w : chebyshev_steps {
  static constexpr float first(float x) { return 2.0f * x + 1.0f; }
};
struct hermite_h {
  static constexpr float first(float x) { return 2.0f * x; }
  static constexpr float next(float k, float x, float now, float before) {
    return 2.0f * x * now - 2.0f * k * before;
  }
};
struct hermite_he {
  static constexpr float first(float x) { return x; }
  static constexpr float next(float k, float x, float now, float before) {
    return x * now - k * before;
  }
};
struct laguerre_l {
  static constexpr float first(float x) { return 1.0f - x; }
  static constexpr float next(float k, float x, float now, float before) {
    return ((2.0f * k + 1.0f - x) * now - k * before) / (k + 1.0f);
  }
};
struct legendre_p {
  static constexpr float first(float x) { return x; }
  static constexpr float next(float k, float x, float now, float before) {
    return ((2.0f * k + 1.0f) * x * now - k * before) / (k + 1.0f);
  }
};

template <class Kind>
struct polynomial_of {
  constexpr float operator()(float x, float order) const { return polynomial<Kind>(x, order); }
};

}  // namespace detail

struct chebyshev_polynomial_t : detail::polynomial_of<detail::chebyshev_t> {
  static constexpr char name[] = "chebyshev_polynomial_t";
};
struct chebyshev_polynomial_u : detail::polynomial_of<detail::chebyshev_u> {
  static constexpr char name[] = "chebyshev_polynomial_u";
};
struct chebyshev_polynomial_v : detail::polynomial_of<detail::chebyshev_v> {
  static constexpr char name[] = "chebyshev_polynomial_v";
};
struct chebyshev_polynomial_w : detail::polynomial_of<detail::chebyshev_w> {
  static constexpr char name[] = "chebyshev_polynomial_w";
};
struct hermite_polynomial_h : detail::polynomial_of<detail::hermite_h> {
  static constexpr char name[] = "hermite_polynomial_h";
};
struct hermite_polynomial_he : detail::polynomial_of<detail::hermite_he> {
  static constexpr char name[] = "hermite_polynomial_he";
};
struct laguerre_polynomial_l : detail::polynomial_of<detail::laguerre_l> {
  static constexpr char name[] = "laguerre_polynomial_l";
};
struct legendre_polynomial_p : detail::polynomial_of<detail::legendre_p> {
  static constexpr char name[] = "legendre_polynomial_p";
};

GENN_NAMESPACE_END

#include <genn/undef.hpp>

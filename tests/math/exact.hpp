// SPDX-License-Identifier: BSL-1.0
// What the functions of the library should be, in long double.
#pragma once

#include <cmath>

namespace exact {

using real = long double;

inline const real pi = std::acos(real{-1});

inline real sigmoid(real x) {
  const real e = std::exp(-std::abs(x));
  return x < 0 ? e / (1 + e) : 1 / (1 + e);
}
inline real softplus(real x) {
  return std::isnan(x) ? x : (x > 0 ? x : 0) + std::log1p(std::exp(-std::abs(x)));
}
inline real log_sigmoid(real x) { return -softplus(-x); }
/// tanh(log(1 + e)) = e (e + 2) / (e (e + 2) + 2)
inline real mish(real x) {
  if (x > 20) return x;
  const real e = std::exp(x), n = e * (e + 2);
  return x * (n / (n + 2));
}
inline real silu(real x) { return x * sigmoid(x); }
inline real gelu(real x) { return x / 2 * std::erfc(-x / std::sqrt(real{2})); }
inline real gelu_tanh(real x) {
  const real inner = std::sqrt(2 / pi) * (x + real{0.044715} * x * x * x);
  return x * sigmoid(2 * inner);
}
inline real logaddexp(real a, real b) {
  if (a == b) return a + std::log(real{2});
  return std::fmax(a, b) + std::log1p(std::exp(-std::abs(a - b)));
}

/// The logarithm of |gamma|, by its reflection below zero.
inline real lgamma(real x) { return std::lgamma(x); }

/// Stirling's series far from zero, steps towards it, the reflection below.
inline real digamma(real x) {
  if (x == 0) return std::copysign(HUGE_VALL, -x);
  if (x < 0) {
    const real distance = x - std::nearbyint(x);
    if (distance == 0 || std::isinf(x)) return NAN;
    return digamma(1 - x) - pi / std::tan(pi * distance);
  }
  real steps = 0;
  for (; x < 30; x += 1) steps += 1 / x;
  const real z = 1 / (x * x);
  const real tail =
      z * (1 / 12.0L - z * (1 / 120.0L - z * (1 / 252.0L - z * (1 / 240.0L - z * (1 / 132.0L)))));
  return std::log(x) - 1 / (2 * x) - tail - steps;
}

/// Newton's steps from a guess.
inline real erfinv(real x, real guess) {
  if (!std::isfinite(guess) || x == 0) return guess;
  real y = guess;
  for (int i = 0; i < 3; ++i) {
    const real slope = 2 / std::sqrt(pi) * std::exp(-y * y);
    y -= (x > 0.5L    ? (1 - x) - std::erfc(y)
          : x < -0.5L ? std::erfc(-y) - (1 + x)
                      : std::erf(y) - x) /
         slope;
  }
  return y;
}

/// The series, whose terms are all positive.
inline real i0(real x) {
  if (std::isnan(x) || std::abs(x) > 100) return x * x * real{HUGE_VALL};
  real sum = 0, term = 1;
  for (int k = 1; term > sum * 1e-22L; ++k) {
    sum += term;
    term *= x * x / (4 * static_cast<real>(k) * static_cast<real>(k));
  }
  return sum;
}

}  // namespace exact

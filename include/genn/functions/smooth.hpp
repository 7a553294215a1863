// SPDX-License-Identifier: BSL-1.0
// Activations with an exponential in them, named as in torch.nn.functional.
#pragma once

#include <genn/math/erf.hpp>
#include <genn/math/exp.hpp>
#include <genn/math/expm1.hpp>
#include <genn/math/fabs.hpp>
#include <genn/math/log1p.hpp>
#include <genn/math/sigmoid.hpp>
#include <genn/math/tanh.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

/// x * sigmoid(x), rounded once where the sigmoid alone is subnormal.
struct silu {
  static constexpr char name[] = "silu";
  constexpr float operator()(float x) const {
    if (GENN_CONSTANT_EVALUATED() && math::is_nan(x)) return x;
    const math::detail::sigmoid_parts part = math::detail::sigmoid_of(x);
    return x / part.divisor * math::select(x < -112.0f, 0.0f, part.scale);
  }
};

/// x / 2 * (1 + erf(x / sqrt(2)))
struct gelu {
  static constexpr char name[] = "gelu";
  constexpr float operator()(float x) const {
    return 0.5f * x * (1.0f + math::erf(x * 0.707106781f));
  }
};

/// x / 2 * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 x^3)))
struct gelu_tanh {
  static constexpr char name[] = "gelu_tanh";
  constexpr float operator()(float x) const {
    const float inner = 0.797884561f * (x + 0.044715f * x * x * x);
    return 0.5f * x * (1.0f + math::tanh(inner));
  }
};

/// x, or Scale * Alpha * (exp(Inside * x) - 1) below 0; Scale * x above.
template <class Alpha, class Scale, class Inside>
struct elu {
  static constexpr char name[] = "elu";
  Alpha alpha{};
  Scale scale{};
  Inside inside{};
  constexpr float operator()(float x) const {
    if (x <= 0.0f) return scale.value * (alpha.value * math::expm1(inside.value * x));
    return scale.value * x;
  }
};

/// x, or Alpha * (exp(x / Alpha) - 1) below 0.
template <class Alpha>
struct celu {
  static constexpr char name[] = "celu";
  Alpha alpha{};
  constexpr float operator()(float x) const {
    return x <= 0.0f ? alpha.value * math::expm1(x / alpha.value) : x;
  }
};

/// log(1 + exp(Beta * x)) / Beta; x where Beta * x is above Threshold.
template <class Beta, class Threshold>
struct softplus {
  static constexpr char name[] = "softplus";
  Beta beta{};
  Threshold threshold{};
  constexpr float operator()(float x) const {
    const float scaled = x * beta.value;
    if (scaled > threshold.value) return x;
    // log(1 + e^s) in the form that neither overflows nor cancels
    const float tail = math::log1p(math::exp(-math::fabs(scaled)));
    return ((scaled > 0.0f ? scaled : 0.0f) + tail) / beta.value;
  }
};

/// log(sigmoid(x))
struct log_sigmoid {
  static constexpr char name[] = "log_sigmoid";
  constexpr float operator()(float x) const {
    if (x != x) return x;
    return (x < 0.0f ? x : 0.0f) - math::log1p(math::exp(-math::fabs(x)));
  }
};

/// x * tanh(log(1 + exp(x))). With e = exp(x) = s (1 + t) and n = e (e + 2) it is x n / (n + 2): x
/// less a part of it where e is above 0.7, else x e less a part of that.
struct mish {
  static constexpr char name[] = "mish";
  constexpr float operator()(float x) const {
    if (x > 20.0f || x == 0.0f) return x;
    if (x < -112.0f) return x * 0.0f;
    const math::detail::exp_parts part = math::detail::exp_reduced(x);
    const int half = part.n / 2;
    const float first = math::power_of_two(half), second = math::power_of_two(part.n - half);
    const float s = first * second, st = s * part.t;
    const float divisor = ((s + 1.0f) * (s + 1.0f) + 1.0f) + st * (2.0f * (s + 1.0f) + st);
    if (part.n >= 0) return x - x * (2.0f / divisor);
    const float e = s + st, less = e * (e + 1.0f) / divisor;
    return (x + x * (part.t - (1.0f + part.t) * less)) * first * second;
  }
};

GENN_NAMESPACE_END

#include <genn/undef.hpp>

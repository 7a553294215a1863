// SPDX-License-Identifier: BSL-1.0
// Activations of straight pieces, named as in torch.nn.functional.
#pragma once

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

/// x * min(max(x + 3, 0), 6) / 6
struct hardswish {
  static constexpr char name[] = "hardswish";
  constexpr float operator()(float x) const {
    const float gate = x + 3.0f;
    return x * (gate < 0.0f ? 0.0f : gate > 6.0f ? 6.0f : gate) / 6.0f;
  }
};

/// min(max(x + 3, 0), 6) / 6
struct hardsigmoid {
  static constexpr char name[] = "hardsigmoid";
  constexpr float operator()(float x) const {
    const float gate = x + 3.0f;
    return (gate < 0.0f ? 0.0f : gate > 6.0f ? 6.0f : gate) / 6.0f;
  }
};

/// x above Limit::value, else Value::value; NaN stays NaN.
template <class Limit, class Value>
struct threshold {
  static constexpr char name[] = "threshold";
  Limit limit{};
  Value other{};
  constexpr float operator()(float x) const { return x <= limit.value ? other.value : x; }
};

/// x where it is further from 0 than Lambda, else 0.
template <class Lambda>
struct hardshrink {
  static constexpr char name[] = "hardshrink";
  Lambda lambda{};
  constexpr float operator()(float x) const {
    return x >= -lambda.value && x <= lambda.value ? 0.0f : x;
  }
};

/// x brought nearer to 0 by Lambda.
template <class Lambda>
struct softshrink {
  static constexpr char name[] = "softshrink";
  Lambda lambda{};
  constexpr float operator()(float x) const {
    if (x > lambda.value) return x - lambda.value;
    if (x < -lambda.value) return x + lambda.value;
    return x * 0.0f;
  }
};

/// max(x, Low::value); NaN stays NaN.
template <class Low>
struct clamp_min {
  static constexpr char name[] = "clamp_min";
  Low low{};
  constexpr float operator()(float x) const { return x < low.value ? low.value : x; }
};

/// min(x, High::value); NaN stays NaN.
template <class High>
struct clamp_max {
  static constexpr char name[] = "clamp_max";
  High high{};
  constexpr float operator()(float x) const { return x > high.value ? high.value : x; }
};

GENN_NAMESPACE_END

#include <genn/undef.hpp>

// SPDX-License-Identifier: BSL-1.0
// Functions of one number, named as in torch.nn.functional. Empty types: a parameter is a type with
// a static `value`, for C++17 has no floating template arguments. The generator fills the same
// types with parameters that it knows at run time.
#pragma once

#include <genn/math/exp.hpp>
#include <genn/math/sigmoid.hpp>
#include <genn/math/tanh.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

/// x
struct identity {
  static constexpr char name[] = "identity";
  template <class T>
  constexpr T operator()(T x) const {
    return x;
  }
};

/// max(x, 0); NaN stays NaN.
struct relu {
  static constexpr char name[] = "relu";
  template <class T>
  constexpr T operator()(T x) const {
    return x < T{} ? T{} : x;
  }
};

/// x limited to [Low::value, High::value]; NaN stays NaN.
template <class Low, class High>
struct hardtanh {
  static constexpr char name[] = "hardtanh";
  Low low{};
  High high{};
  constexpr float operator()(float x) const {
    return x < low.value ? low.value : x > high.value ? high.value : x;
  }
};

/// min(max(x, 0), 6)
struct relu6 {
  static constexpr char name[] = "relu6";
  constexpr float operator()(float x) const { return x < 0.0f ? 0.0f : x > 6.0f ? 6.0f : x; }
};

/// x, or Slope::value * x below 0.
template <class Slope>
struct leaky_relu {
  static constexpr char name[] = "leaky_relu";
  Slope negative_slope{};
  constexpr float operator()(float x) const { return x < 0.0f ? negative_slope.value * x : x; }
};

/// 1 / (1 + exp(-x))
struct sigmoid {
  static constexpr char name[] = "sigmoid";
  constexpr float operator()(float x) const { return math::sigmoid(x); }
};

/// tanh(x)
struct tanh {
  static constexpr char name[] = "tanh";
  constexpr float operator()(float x) const { return math::tanh(x); }
};

GENN_NAMESPACE_END

#include <genn/undef.hpp>

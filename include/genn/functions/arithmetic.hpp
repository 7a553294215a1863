// SPDX-License-Identifier: BSL-1.0
// Functions of two and three numbers, named as in torch.
#pragma once

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

/// a + b
struct add {
  static constexpr char name[] = "add";
  constexpr float operator()(float a, float b) const { return a + b; }
};

/// a - b
struct sub {
  static constexpr char name[] = "sub";
  constexpr float operator()(float a, float b) const { return a - b; }
};

/// b
struct second {
  static constexpr char name[] = "second";
  template <class A, class B>
  constexpr B operator()(A, B b) const {
    return b;
  }
};

/// a * b
struct mul {
  static constexpr char name[] = "mul";
  constexpr float operator()(float a, float b) const { return a * b; }
};

/// a / b
struct div {
  static constexpr char name[] = "div";
  constexpr float operator()(float a, float b) const { return a / b; }
};

/// x * scale + shift: batch norm with its statistics folded.
struct scale_shift {
  static constexpr char name[] = "scale_shift";
  constexpr float operator()(float x, float scale, float shift) const { return x * scale + shift; }
};

/// x, or slope * x below 0, with a slope of each channel.
struct prelu {
  static constexpr char name[] = "prelu";
  constexpr float operator()(float x, float slope) const { return x < 0.0f ? slope * x : x; }
};

/// x + Number::value
template <class Number>
struct add_scalar {
  static constexpr char name[] = "add_scalar";
  Number number{};
  constexpr float operator()(float x) const { return x + number.value; }
};

/// x * Number::value
template <class Number>
struct mul_scalar {
  static constexpr char name[] = "mul_scalar";
  Number number{};
  constexpr float operator()(float x) const { return x * number.value; }
};

/// Second(First(x...)): a chain of element-wise functions in one pass.
template <class First, class Second>
struct compose {
  static constexpr const char* name = First::name;
  First first{};
  Second second{};
  // Knows vectors only where both functions do.
  template <class... T>
  constexpr auto operator()(T... x) const -> decltype(second(first(x...))) {
    return second(first(x...));
  }
};

GENN_NAMESPACE_END

#include <genn/undef.hpp>

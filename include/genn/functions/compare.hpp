// SPDX-License-Identifier: BSL-1.0
// Comparisons and choices, named as in torch: true is 1, false is 0.
#pragma once

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

/// a == b
struct eq {
  static constexpr char name[] = "eq";
  constexpr float operator()(float a, float b) const { return a == b ? 1.0f : 0.0f; }
};

/// a != b
struct ne {
  static constexpr char name[] = "ne";
  constexpr float operator()(float a, float b) const { return a != b ? 1.0f : 0.0f; }
};

/// a < b
struct lt {
  static constexpr char name[] = "lt";
  constexpr float operator()(float a, float b) const { return a < b ? 1.0f : 0.0f; }
};

/// a <= b
struct le {
  static constexpr char name[] = "le";
  constexpr float operator()(float a, float b) const { return a <= b ? 1.0f : 0.0f; }
};

/// a > b
struct gt {
  static constexpr char name[] = "gt";
  constexpr float operator()(float a, float b) const { return a > b ? 1.0f : 0.0f; }
};

/// a >= b
struct ge {
  static constexpr char name[] = "ge";
  constexpr float operator()(float a, float b) const { return a >= b ? 1.0f : 0.0f; }
};

/// True for 0.
struct logical_not {
  static constexpr char name[] = "logical_not";
  constexpr float operator()(float x) const { return x == 0.0f ? 1.0f : 0.0f; }
};

/// True for all but 0.
struct is_true {
  static constexpr char name[] = "is_true";
  constexpr float operator()(float x) const { return x == 0.0f ? 0.0f : 1.0f; }
};

struct isnan {
  static constexpr char name[] = "isnan";
  constexpr float operator()(float x) const { return x != x ? 1.0f : 0.0f; }
};

/// Neither NaN nor an infinity.
struct isfinite {
  static constexpr char name[] = "isfinite";
  constexpr float operator()(float x) const { return x - x == 0.0f ? 1.0f : 0.0f; }
};

/// a where the condition is not 0, else b.
struct where {
  static constexpr char name[] = "where";
  constexpr float operator()(float condition, float a, float b) const {
    return condition == 0.0f ? b : a;
  }
};

GENN_NAMESPACE_END

#include <genn/undef.hpp>

// SPDX-License-Identifier: BSL-1.0
// Divisions with a remainder, named as in torch.
#pragma once

#include <genn/math/floor.hpp>
#include <genn/math/fmod.hpp>
#include <genn/math/trunc.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

/// What a / b, towards zero, leaves: it has the sign of a.
struct fmod {
  static constexpr char name[] = "fmod";
  constexpr float operator()(float a, float b) const { return math::fmod(a, b); }
};

/// What floor(a / b) leaves: it has the sign of b.
struct remainder {
  static constexpr char name[] = "remainder";
  constexpr float operator()(float a, float b) const {
    const float left = math::fmod(a, b);
    return left != 0.0f && (left < 0.0f) != (b < 0.0f) ? left + b : left;
  }
};

/// a / b without what is behind the point.
struct trunc_divide {
  static constexpr char name[] = "trunc_divide";
  constexpr float operator()(float a, float b) const { return math::trunc(a / b); }
};

/// floor(a / b), of the quotient that is not rounded.
struct floor_divide {
  static constexpr char name[] = "floor_divide";
  constexpr float operator()(float a, float b) const {
    if (b == 0.0f) return a / b;
    const float left = math::fmod(a, b);
    float quotient = (a - left) / b;
    if (left != 0.0f && (left < 0.0f) != (b < 0.0f)) quotient -= 1.0f;
    if (quotient == 0.0f) return 0.0f * (a / b);
    const float whole = math::floor(quotient);
    return quotient - whole > 0.5f ? whole + 1.0f : whole;
  }
};

GENN_NAMESPACE_END

#include <genn/undef.hpp>

// SPDX-License-Identifier: BSL-1.0
// Angles and their inverses, named as in torch.
#pragma once

#include <genn/math/atan.hpp>
#include <genn/math/cos.hpp>
#include <genn/math/sin.hpp>
#include <genn/math/sqrt.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

struct tan {
  static constexpr char name[] = "tan";
  constexpr float operator()(float x) const { return math::sin(x) / math::cos(x); }
};

struct asin {
  static constexpr char name[] = "asin";
  constexpr float operator()(float x) const {
    if (!(math::fabs(x) < 1.0f))
      return x == 1.0f || x == -1.0f ? math::copy_sign(1.57079633f, x) : math::not_a_number;
    return math::atan(x / math::sqrt((1.0f - x) * (1.0f + x)));
  }
};

struct acos {
  static constexpr char name[] = "acos";
  constexpr float operator()(float x) const {
    if (!(math::fabs(x) < 1.0f))
      return x == 1.0f ? 0.0f : x == -1.0f ? 3.14159265f : math::not_a_number;
    return 2.0f * math::atan(math::sqrt((1.0f - x) / (1.0f + x)));
  }
};

struct atan {
  static constexpr char name[] = "atan";
  constexpr float operator()(float x) const { return math::atan(x); }
};

/// The angle of the point (x, y), in [-pi, pi].
struct atan2 {
  static constexpr char name[] = "atan2";
  constexpr float operator()(float y, float x) const {
    constexpr float pi = 3.14159265f;
    if (x != x || y != y) return math::not_a_number;
    const bool left = math::copy_sign(1.0f, x) < 0.0f;
    if (y == 0.0f) return left ? math::copy_sign(pi, y) : y;
    if (math::is_inf(x) && math::is_inf(y))
      return math::copy_sign(left ? 0.75f * pi : 0.25f * pi, y);
    if (x == 0.0f) return math::copy_sign(0.5f * pi, y);
    const float angle = math::atan(math::fabs(y / x));
    return math::copy_sign(left ? pi - angle : angle, y);
  }
};

GENN_NAMESPACE_END

#include <genn/undef.hpp>

// SPDX-License-Identifier: BSL-1.0
// Angles and their inverses, named as in torch.
#pragma once

#include <genn/math/asin.hpp>
#include <genn/math/atan.hpp>
#include <genn/math/atan2.hpp>
#include <genn/math/tan.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

struct tan {
  static constexpr char name[] = "tan";
  constexpr float operator()(float x) const { return math::tan(x); }
};

struct asin {
  static constexpr char name[] = "asin";
  constexpr float operator()(float x) const { return math::asin(x); }
};

struct acos {
  static constexpr char name[] = "acos";
  constexpr float operator()(float x) const { return math::acos(x); }
};

struct atan {
  static constexpr char name[] = "atan";
  constexpr float operator()(float x) const { return math::atan(x); }
};

/// The angle of the point (x, y), in [-pi, pi].
struct atan2 {
  static constexpr char name[] = "atan2";
  constexpr float operator()(float y, float x) const { return math::atan2(y, x); }
};

GENN_NAMESPACE_END

#include <genn/undef.hpp>

// SPDX-License-Identifier: BSL-1.0
// Hyperbolic functions, logarithms to other bases and sums of exponentials, named as in torch.
#pragma once

#include <genn/math/exp.hpp>
#include <genn/math/expm1.hpp>
#include <genn/math/fabs.hpp>
#include <genn/math/float_pair.hpp>
#include <genn/math/log.hpp>
#include <genn/math/log10.hpp>
#include <genn/math/log1p.hpp>
#include <genn/math/log2.hpp>
#include <genn/math/sqrt.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

struct sinh {
  static constexpr char name[] = "sinh";
  constexpr float operator()(float x) const {
    const float size = math::fabs(x);
    if (size > 80.0f) return math::copy_sign(math::half_exp(size), x);
    return 0.5f * (math::expm1(x) - math::expm1(-x));
  }
};

struct cosh {
  static constexpr char name[] = "cosh";
  constexpr float operator()(float x) const {
    const float size = math::fabs(x);
    return size > 80.0f ? math::half_exp(size) : 0.5f * (math::exp(x) + math::exp(-x));
  }
};

struct asinh {
  static constexpr char name[] = "asinh";
  constexpr float operator()(float x) const {
    const float size = math::fabs(x);
    if (size > 1e10f) return math::copy_sign(math::log(size) + 0.693147181f, x);
    const float square = size * size;
    return math::copy_sign(math::log1p(size + square / (1.0f + math::sqrt(square + 1.0f))), x);
  }
};

struct acosh {
  static constexpr char name[] = "acosh";
  constexpr float operator()(float x) const {
    if (!(x >= 1.0f)) return math::not_a_number;
    if (x > 1e10f) return math::log(x) + 0.693147181f;
    const float above = x - 1.0f, root = math::sqrt(above * (above + 2.0f));
    if (above == 0.0f || above > 1.0f) return math::log1p(above + root);
    const float lacks = math::detail::remainder_of(2.0f * above, root, root) + above * above;
    return math::log1p(above + (root + lacks / (2.0f * root)));
  }
};

struct atanh {
  static constexpr char name[] = "atanh";
  constexpr float operator()(float x) const {
    const float size = math::fabs(x);
    const float twice = size < 0.5f ? math::log1p(size) - math::log1p(-size)
                                    : math::log1p(2.0f * size / (1.0f - size));
    return math::copy_sign(0.5f * twice, x);
  }
};

struct log2 {
  static constexpr char name[] = "log2";
  constexpr float operator()(float x) const { return math::log2(x); }
};

struct log10 {
  static constexpr char name[] = "log10";
  constexpr float operator()(float x) const { return math::log10(x); }
};

/// log(exp(a) + exp(b))
struct logaddexp {
  static constexpr char name[] = "logaddexp";
  constexpr float operator()(float a, float b) const {
    if (a == b) return a + 0.693147181f;
    return (a > b ? a : b) + math::log1p(math::exp(-math::fabs(a - b)));
  }
};

GENN_NAMESPACE_END

#include <genn/undef.hpp>

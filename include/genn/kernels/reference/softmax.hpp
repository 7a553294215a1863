// SPDX-License-Identifier: BSL-1.0
// Softmax and its logarithm in the stable form: the maximum is subtracted first.
#pragma once

#include <genn/math/exp.hpp>
#include <genn/math/log.hpp>
#include <genn/shape/axis.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::reference {

template <class X>
constexpr float maximum(X x, index_t first, index_t length, index_t step) {
  float best = x[first];
  for (index_t i = 1; i < length; ++i) {
    const float value = x[first + i * step];
    if (value > best || value != value) best = value;
  }
  return best;
}

/// y[i] = exp(x[i] - max) / sum of exp(x - max). y may be x.
template <class X, class Y>
constexpr void softmax(const axis_sizes& n, X x, Y y) {
  for (index_t outer = 0; outer < n.outer; ++outer)
    for (index_t inner = 0; inner < n.inner; ++inner) {
      const index_t first = outer * n.length * n.inner + inner;
      const float top = maximum(x, first, n.length, n.inner);
      float sum = 0.0f;
      for (index_t i = 0; i < n.length; ++i) {
        const float e = math::exp(x[first + i * n.inner] - top);
        y[first + i * n.inner] = e;
        sum += e;
      }
      for (index_t i = 0; i < n.length; ++i) y[first + i * n.inner] = y[first + i * n.inner] / sum;
    }
}

/// y[i] = x[i] - max - log(sum of exp(x - max)). y may be x.
template <class X, class Y>
constexpr void log_softmax(const axis_sizes& n, X x, Y y) {
  for (index_t outer = 0; outer < n.outer; ++outer)
    for (index_t inner = 0; inner < n.inner; ++inner) {
      const index_t first = outer * n.length * n.inner + inner;
      const float top = maximum(x, first, n.length, n.inner);
      float sum = 0.0f;
      for (index_t i = 0; i < n.length; ++i) sum += math::exp(x[first + i * n.inner] - top);
      const float log_sum = math::log(sum);
      for (index_t i = 0; i < n.length; ++i)
        y[first + i * n.inner] = x[first + i * n.inner] - top - log_sum;
    }
}

}  // namespace kernels::reference

GENN_NAMESPACE_END

#include <genn/undef.hpp>

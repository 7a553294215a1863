// SPDX-License-Identifier: BSL-1.0
// The heart of layer, group, instance and RMS norm.
#pragma once

#include <genn/math/sqrt.hpp>
#include <genn/shape/shape.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::reference {

/// Rows of `length` numbers: y = (x - mean) / sqrt(variance + eps), the variance around the mean
/// and in a second pass; without `center`, y = x / sqrt(mean of squares + eps). y may be x.
template <class X, class Y>
constexpr void standardize(index_t rows, index_t length, float eps, bool center, X x, Y y) {
  for (index_t first = 0; first < rows * length; first += length) {
    float mean = 0.0f;
    if (center) {
      for (index_t i = 0; i < length; ++i) mean += x[first + i];
      mean /= float(length);
    }
    float squares = 0.0f;
    for (index_t i = 0; i < length; ++i) squares += (x[first + i] - mean) * (x[first + i] - mean);
    const float scale = 1.0f / math::sqrt(squares / float(length) + eps);
    for (index_t i = 0; i < length; ++i) y[first + i] = (x[first + i] - mean) * scale;
  }
}

}  // namespace kernels::reference

GENN_NAMESPACE_END

#include <genn/undef.hpp>

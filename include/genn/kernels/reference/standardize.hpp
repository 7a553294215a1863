// SPDX-License-Identifier: BSL-1.0
// Layer, group, instance and RMS norm.
#pragma once

#include <genn/math/sqrt.hpp>
#include <genn/shape/standardize_sizes.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::reference {

/// What is not there: nothing is multiplied, or added.
struct no_channels {};

/// y = (x - mean) / sqrt(variance + eps) * scale + shift, the variance around the mean and in a
/// second pass; without `center`, y = x / sqrt(mean of squares + eps) * scale + shift. y may be x.
template <class X, class Scale, class Shift, class Y>
constexpr void standardize(const standardize_sizes& n, float eps, bool center, X x, Scale scale,
                           Shift shift, Y y) {
  index_t channel = 0;
  for (index_t first = 0; first < n.rows * n.length; first += n.length) {
    float mean = 0.0f;
    if (center) {
      for (index_t i = 0; i < n.length; ++i) mean += x[first + i];
      mean /= float(n.length);
    }
    float squares = 0.0f;
    for (index_t i = 0; i < n.length; ++i) squares += (x[first + i] - mean) * (x[first + i] - mean);
    const float factor = 1.0f / math::sqrt(squares / float(n.length) + eps);
    for (index_t begin = first; begin < first + n.length; begin += n.inner) {
      for (index_t i = begin; i < begin + n.inner; ++i) {
        float result = (x[i] - mean) * factor;
        if constexpr (!std::is_same_v<Scale, no_channels>) result *= scale[channel];
        if constexpr (!std::is_same_v<Shift, no_channels>) result += shift[channel];
        y[i] = result;
      }
      if (++channel == n.channels) channel = 0;
    }
  }
}

}  // namespace kernels::reference

GENN_NAMESPACE_END

#include <genn/undef.hpp>

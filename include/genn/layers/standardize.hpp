// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <genn/kernels/reference/standardize.hpp>
#include <genn/layers/layer.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace detail {

template <class Layer, class In>
struct standardize_on : reading<In> {
  static constexpr extents in = In::shape::value;
  static constexpr index_t length = in.rank > 0 ? in.at[in.rank - 1] : 1;
  static constexpr index_t lag(index_t) { return 0; }
  GENN_NOINLINE static void run(void*, float* y, const float* x) { evaluate(y, x); }
  static constexpr void evaluate(float* y, const float* x) {
    kernels::reference::standardize(In::size / length, length, Layer::eps::value, Layer::center, x,
                                    y);
  }
};

}  // namespace detail

/// (x - mean) / sqrt(variance + eps) over the last axis: layer, group and instance norm before
/// their weights. Eps: a type with the static `value`.
template <class Eps>
struct standardize {
  static constexpr char kind[] = "standardize";
  static constexpr std::size_t arity = 1;
  static constexpr bool floats_only = true;
  static constexpr bool center = true;
  using eps = Eps;

  template <class In>
  using on = detail::standardize_on<standardize, In>;
};

/// x / sqrt(mean of squares + eps) over the last axis: RMS norm before its weight.
template <class Eps>
struct rms_standardize {
  static constexpr char kind[] = "rms_standardize";
  static constexpr std::size_t arity = 1;
  static constexpr bool floats_only = true;
  static constexpr bool center = false;
  using eps = Eps;

  template <class In>
  using on = detail::standardize_on<rms_standardize, In>;
};

GENN_NAMESPACE_END

#include <genn/undef.hpp>

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <genn/kernels/reference/softmax.hpp>
#include <genn/layers/layer.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace detail {

template <class Layer, class In>
struct softmax_fits {
  static constexpr bool value = Layer::axis >= 0 && Layer::axis < In::shape::rank;
};

template <class Layer, class In, bool Fits = softmax_fits<Layer, In>::value>
struct softmax_on : misfit<softmax_fits<Layer, In>> {};

template <class Layer, class In>
struct softmax_on<Layer, In, true> : reading<In> {
  static constexpr axis_sizes sizes = around(In::shape::value, Layer::axis);
  static constexpr index_t lag(index_t) { return lag_of_softmax(sizes); }
  GENN_NOINLINE static void run(void*, float* y, const float* x) { evaluate(y, x); }
  static constexpr void evaluate(float* y, const float* x) {
    if constexpr (Layer::logarithm)
      kernels::reference::log_softmax(sizes, x, y);
    else
      kernels::reference::softmax(sizes, x, y);
  }
};

}  // namespace detail

template <class Network, std::size_t I, class Name, class Layer, class In>
struct model_of<Network, refused<I, Name, detail::softmax_fits<Layer, In>>>
    : detail::refused_model {
  static_assert(detail::softmax_fits<Layer, In>::value,
                "softmax: the input has no such axis; axes count from 0");
};

/// exp(x) / sum of exp(x) along an axis (torch.nn.Softmax), axes counted from 0.
template <index_t Axis>
struct softmax {
  static constexpr char kind[] = "softmax";
  static constexpr std::size_t arity = 1;
  static constexpr index_t axis = Axis;
  static constexpr bool logarithm = false;

  template <class In>
  using on = detail::softmax_on<softmax, In>;
};

/// x - log(sum of exp(x)) along an axis (torch.nn.LogSoftmax), axes counted from 0.
template <index_t Axis>
struct log_softmax {
  static constexpr char kind[] = "log_softmax";
  static constexpr std::size_t arity = 1;
  static constexpr index_t axis = Axis;
  static constexpr bool logarithm = true;

  template <class In>
  using on = detail::softmax_on<log_softmax, In>;
};

GENN_NAMESPACE_END

#include <genn/undef.hpp>

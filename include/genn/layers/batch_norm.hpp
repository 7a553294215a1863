// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <genn/kernels/reference/map.hpp>
#include <genn/layers/layer.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace detail {

template <class Layer, class In>
struct batch_norm_fits {
  static constexpr extents in = In::shape::value;
  static constexpr index_t channels = in.rank > 0 ? in.at[in.rank - 1] : 0;
  static constexpr bool value = Layer::scale::size == channels && Layer::shift::size == channels;
};

template <class Layer, class In, bool Fits = batch_norm_fits<Layer, In>::value>
struct batch_norm_on : misfit<batch_norm_fits<Layer, In>> {};

template <class Layer, class In>
struct batch_norm_on<Layer, In, true> : reading<In> {
  static constexpr index_t constant_bytes =
      flash_bytes<typename Layer::scale>() + flash_bytes<typename Layer::shift>();
  static constexpr index_t lag(index_t) { return 0; }

  template <class Scale, class Shift>
  static constexpr void apply(float* y, const float* x, Scale scale, Shift shift) {
    constexpr index_t channels = batch_norm_fits<Layer, In>::channels;
    constexpr typename Layer::function f{};
    for (index_t i = 0; i < In::size; i += channels)
      for (index_t c = 0; c < channels; ++c) y[i + c] = f(x[i + c] * scale[c] + shift[c]);
  }
  static void run(void*, float* y, const float* x) {
    apply(y, x, in_flash<typename Layer::scale>(), in_flash<typename Layer::shift>());
  }
  static constexpr void evaluate(float* y, const float* x) {
    apply(y, x, constant_view<typename Layer::scale>{}, constant_view<typename Layer::shift>{});
  }
};

}  // namespace detail

template <class Network, std::size_t I, class Name, class Layer, class In>
struct model_of<Network, refused<I, Name, detail::batch_norm_fits<Layer, In>>>
    : detail::refused_model {
  static_assert(detail::batch_norm_fits<Layer, In>::value,
                "batch_norm: scale and shift must hold one number a channel (last axis)");
};

/// Batch norm in eval mode (torch.nn.BatchNorm1d, 2d), channels last, its statistics folded:
///
///   y = x * scale + shift,  scale = weight / sqrt(variance + eps),  shift = bias - mean * scale
template <class Scale, class Shift, class... Options>
struct batch_norm {
  static constexpr char kind[] = "batch_norm";
  static constexpr std::size_t arity = 1;
  template <class Element>
  static constexpr bool takes = std::is_same_v<Element, f32>;
  using scale = Scale;
  using shift = Shift;
  using function = typename detail::then_of<Options...>::type;

  template <class In>
  using on = detail::batch_norm_on<batch_norm, In>;
};

GENN_NAMESPACE_END

#include <genn/undef.hpp>

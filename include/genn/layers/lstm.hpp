// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <genn/layers/recurrent.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace detail {

// Extents of an absent projection.
struct no_projection {
  static constexpr index_t size = 0;
};

template <class Layer, class In, class First, class Cells, class WeightX, class WeightH,
          class BiasX, class BiasH, class Projection = no_projection>
struct lstm_fits {
  static constexpr bool operands =
      recurrent_fits<Layer, In, First, WeightX, WeightH, BiasX, BiasH>::value;
  static constexpr bool states() {
    if constexpr (operands) {
      const recurrent_sizes n = recurrent_sizes_of<In, First, WeightX, WeightH>(4, false);
      return Cells::size == n.batch * n.hidden &&
             (Projection::size == n.out * n.hidden || Projection::size == 0);
    } else {
      return false;
    }
  }
  static constexpr bool value = states();
  static constexpr recurrent_sizes sizes() {
    if constexpr (value)
      return recurrent_sizes_of<In, First, WeightX, WeightH>(4, Layer::reverse);
    else
      return {};
  }
  static constexpr std::uint64_t weights =
      std::uint64_t(WeightX::size) + std::uint64_t(WeightH::size) + std::uint64_t(Projection::size);
};

/// States of all steps, of the cells, and room for a row in front of the projection.
template <class Fits, bool Projects>
struct lstm_value {
  static constexpr recurrent_sizes n = Fits::sizes();
  static constexpr extents value{
      1, {n.time * n.batch * n.out + n.batch * n.hidden + (Projects ? n.hidden : 0)}};
};

template <class Layer, bool Fits, class... In>
struct lstm_on : misfit<lstm_fits<Layer, In...>> {};

template <class Layer, class... In>
struct lstm_on<Layer, true, In...>
    : reading<tensor<f32, shape_of<lstm_value<lstm_fits<Layer, In...>, sizeof...(In) == 8>>>> {
  using fits_here = lstm_fits<Layer, In...>;
  static constexpr recurrent_sizes sizes = fits_here::sizes();
  static constexpr std::uint64_t macs =
      std::uint64_t(sizes.time) * std::uint64_t(sizes.batch) * fits_here::weights;
  template <class... X>
  GENN_NOINLINE static void run(void*, float* y, X... x) {
    evaluate(y, x...);
  }
  template <class X, class H, class C, class WX, class WH, class BX, class BH,
            class P = kernels::reference::as_it_is>
  static constexpr void evaluate(float* y, X x, H h, C c, WX wx, WH wh, BX bx, BH bh, P p = {}) {
    using namespace kernels::reference;
    kernels::reference::lstm(sizes, x, h, c, recurrent_weights<WX, WH, BX, BH>{wx, wh, bx, bh}, p,
                             y);
  }
};

}  // namespace detail

template <class Network, std::size_t I, class Name, class Layer, class... In>
struct model_of<Network, refused<I, Name, detail::lstm_fits<Layer, In...>>>
    : detail::refused_model {
  static_assert(detail::lstm_fits<Layer, In...>::value,
                "lstm: the operands must be shape<time, batch, inputs>, the first states of output "
                "and cells, the weights shape<4 * hidden, inputs> and shape<4 * hidden, out>, two "
                "biases, and maybe a projection shape<out, hidden>");
};

/// A sequence through an LSTM, one direction (torch.nn.LSTM). Operands: the input, the first states
/// of output and cells, weights of input and state, their biases, and maybe a projection. Gives
/// one axis: the outputs [time, batch, out], the last states of the cells [batch, hidden], and,
/// with a projection, `hidden` numbers without meaning.
template <bool Reverse>
struct lstm {
  static constexpr char kind[] = "lstm";
  static constexpr std::size_t arity = any_arity;
  static constexpr bool floats_only = true, reverse = Reverse;
  static constexpr index_t gates = 4;
  template <class... In>
  using on = detail::lstm_on<lstm, detail::lstm_fits<lstm, In...>::value, In...>;
};

GENN_NAMESPACE_END

#include <genn/undef.hpp>

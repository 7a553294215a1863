// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <genn/kernels/reference/recurrent.hpp>
#include <genn/layers/layer.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace detail {

template <class In, class First, class WeightX, class WeightH>
constexpr recurrent_sizes recurrent_sizes_of(index_t gates, bool reverse) {
  constexpr extents in = In::shape::value, w = WeightH::shape::value;
  return {in.at[0], in.at[1], in.at[2], w.at[0] / gates, w.at[1], reverse};
}

template <class Layer, class In, class First, class WeightX, class WeightH, class BiasX,
          class BiasH>
struct recurrent_fits {
  static constexpr bool ranks =
      In::shape::rank == 3 && WeightX::shape::rank == 2 && WeightH::shape::rank == 2;
  static constexpr bool sizes() {
    if constexpr (ranks) {
      const recurrent_sizes n =
          recurrent_sizes_of<In, First, WeightX, WeightH>(Layer::gates, Layer::reverse);
      const index_t rows = n.hidden * Layer::gates;
      return First::size == n.batch * n.out && WeightX::size == rows * n.inputs &&
             WeightH::size == rows * n.out && BiasX::size == rows && BiasH::size == rows;
    } else {
      return false;
    }
  }
  static constexpr bool value = sizes();
};

template <class In, class WeightH>
struct states_of {
  static constexpr extents value{
      3, {In::shape::value.at[0], In::shape::value.at[1], WeightH::shape::value.at[1]}};
};

template <class Layer, bool Fits, class... In>
struct recurrent_on : misfit<recurrent_fits<Layer, In...>> {};

template <class Layer, class In, class First, class WeightX, class WeightH, class BiasX,
          class BiasH>
struct recurrent_on<Layer, true, In, First, WeightX, WeightH, BiasX, BiasH>
    : reading<tensor<f32, shape_of<states_of<In, WeightH>>>> {
  static constexpr recurrent_sizes sizes =
      recurrent_sizes_of<In, First, WeightX, WeightH>(Layer::gates, Layer::reverse);
  static constexpr std::uint64_t macs = std::uint64_t(sizes.time) * std::uint64_t(sizes.batch) *
                                        std::uint64_t(WeightX::size + WeightH::size);
  template <class... X>
  GENN_NOINLINE static void run(void*, float* y, X... x) {
    evaluate(y, x...);
  }
  template <class X, class H, class WX, class WH, class BX, class BH>
  static constexpr void evaluate(float* y, X x, H h, WX wx, WH wh, BX bx, BH bh) {
    using namespace kernels::reference;
    recurrent<typename Layer::cell>(sizes, x, h, recurrent_weights<WX, WH, BX, BH>{wx, wh, bx, bh},
                                    y);
  }
};

template <std::size_t Gates, class Cell, bool Reverse>
struct recurrent_layer {
  static constexpr std::size_t arity = 6;
  static constexpr bool floats_only = true, reverse = Reverse;
  static constexpr index_t gates = Gates;
  using cell = Cell;
};

}  // namespace detail

template <class Network, std::size_t I, class Name, class Layer, class... In>
struct model_of<Network, refused<I, Name, detail::recurrent_fits<Layer, In...>>>
    : detail::refused_model {
  static_assert(detail::recurrent_fits<Layer, In...>::value,
                "rnn, gru: the operands must be shape<time, batch, inputs>, the first state "
                "shape<batch, hidden>, the weights shape<gates * hidden, inputs> and shape<gates * "
                "hidden, hidden>, and two biases");
};

/// A sequence through a GRU, one direction: [time, batch, inputs] -> [time, batch, hidden].
/// Operands: the input, the first state, weights of input and state, their biases, as torch.nn.GRU
/// has them.
template <bool Reverse>
struct gru : detail::recurrent_layer<3, kernels::reference::gru_cell, Reverse> {
  static constexpr char kind[] = "gru";
  template <class... In>
  using on = detail::recurrent_on<gru, detail::recurrent_fits<gru, In...>::value, In...>;
};

/// The same with an Elman network (torch.nn.RNN). Function: tanh, relu.
template <class Function, bool Reverse>
struct rnn : detail::recurrent_layer<1, kernels::reference::rnn_cell<Function>, Reverse> {
  static constexpr char kind[] = "rnn";
  template <class... In>
  using on = detail::recurrent_on<rnn, detail::recurrent_fits<rnn, In...>::value, In...>;
};

GENN_NAMESPACE_END

#include <genn/undef.hpp>

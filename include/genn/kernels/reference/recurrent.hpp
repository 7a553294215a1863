// SPDX-License-Identifier: BSL-1.0
// Layers that remember: RNN, GRU and LSTM over a whole sequence, one direction.
#pragma once

#include <type_traits>

#include <genn/math/sigmoid.hpp>
#include <genn/math/tanh.hpp>
#include <genn/shape/shape.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

/// `out` is the width of the state that is fed back: `hidden`, or less behind a projection.
struct recurrent_sizes {
  index_t time, batch, inputs, hidden, out;
  bool reverse;
};

namespace kernels::reference {

/// Weights [gates * hidden, inputs] and [gates * hidden, out], a bias of each.
template <class WeightX, class WeightH, class BiasX, class BiasH>
struct recurrent_weights {
  WeightX weight_x;
  WeightH weight_h;
  BiasX bias_x;
  BiasH bias_h;

  /// The part of a gate that the input makes, and the part of the state.
  template <class X>
  constexpr float of_input(const recurrent_sizes& n, index_t row, X x) const {
    float sum = bias_x[row];
    for (index_t i = 0; i < n.inputs; ++i) sum += weight_x[row * n.inputs + i] * x[i];
    return sum;
  }
  template <class H>
  constexpr float of_state(const recurrent_sizes& n, index_t row, H h) const {
    float sum = bias_h[row];
    for (index_t i = 0; i < n.out; ++i) sum += weight_h[row * n.out + i] * h[i];
    return sum;
  }
};

/// tanh(W x + U h), or another function.
template <class Function>
struct rnn_cell {
  template <class W, class X, class H>
  static constexpr void step(const recurrent_sizes& n, const W& w, X x, H h, float* y) {
    for (index_t j = 0; j < n.hidden; ++j)
      y[j] = Function{}(w.of_input(n, j, x) + w.of_state(n, j, h));
  }
};

/// Gates reset, update and new, in this order.
struct gru_cell {
  template <class W, class X, class H>
  static constexpr void step(const recurrent_sizes& n, const W& w, X x, H h, float* y) {
    for (index_t j = 0; j < n.hidden; ++j) {
      const index_t update = n.hidden + j, candidate = 2 * n.hidden + j;
      const float r = math::sigmoid(w.of_input(n, j, x) + w.of_state(n, j, h));
      const float z = math::sigmoid(w.of_input(n, update, x) + w.of_state(n, update, h));
      const float c = math::tanh(w.of_input(n, candidate, x) + r * w.of_state(n, candidate, h));
      y[j] = (1.0f - z) * c + z * h[j];
    }
  }
};

/// Gates input, forget, cell and output, in this order; the cell's own state in c, and what it
/// gives in y.
template <class W, class X, class H>
constexpr void lstm_step(const recurrent_sizes& n, const W& w, X x, H h, float* c, float* y) {
  for (index_t j = 0; j < n.hidden; ++j) {
    const index_t forget = n.hidden + j, cell = 2 * n.hidden + j, output = 3 * n.hidden + j;
    const float i = math::sigmoid(w.of_input(n, j, x) + w.of_state(n, j, h));
    const float f = math::sigmoid(w.of_input(n, forget, x) + w.of_state(n, forget, h));
    const float g = math::tanh(w.of_input(n, cell, x) + w.of_state(n, cell, h));
    const float o = math::sigmoid(w.of_input(n, output, x) + w.of_state(n, output, h));
    c[j] = f * c[j] + i * g;
    y[j] = o * math::tanh(c[j]);
  }
}

/// The order in which the steps of a sequence are taken.
constexpr index_t step_at(const recurrent_sizes& n, index_t i) {
  return n.reverse ? n.time - 1 - i : i;
}

/// An array seen from element `first` on.
template <class X>
struct seen_from {
  X x;
  index_t first;
  constexpr float operator[](index_t i) const { return x[first + i]; }
};

/// x [time, batch, inputs], first state [batch, hidden] -> y [time, batch, hidden].
template <class Cell, class X, class H, class W>
constexpr void recurrent(const recurrent_sizes& n, X x, H first, const W& w, float* y) {
  for (index_t i = 0; i < n.time; ++i)
    for (index_t b = 0; b < n.batch; ++b) {
      const index_t row = step_at(n, i) * n.batch + b;
      const seen_from<X> input{x, row * n.inputs};
      float* const state = y + row * n.out;
      if (i == 0) {
        Cell::step(n, w, input, seen_from<H>{first, b * n.out}, state);
      } else {
        const float* const before = y + (step_at(n, i - 1) * n.batch + b) * n.out;
        Cell::step(n, w, input, before, state);
      }
    }
}

/// No projection.
struct as_it_is {};

/// As above; behind y stand the last states of the cells, [batch, hidden], and, with a projection
/// [out, hidden], room for one row of what it reads.
template <class X, class H, class C, class W, class Projection>
constexpr void lstm(const recurrent_sizes& n, X x, H first, C first_cell, const W& w,
                    [[maybe_unused]] Projection projection, float* y) {
  float* const cells = y + n.time * n.batch * n.out;
  [[maybe_unused]] float* const wide = cells + n.batch * n.hidden;
  for (index_t i = 0; i < n.batch * n.hidden; ++i) cells[i] = first_cell[i];
  for (index_t i = 0; i < n.time; ++i)
    for (index_t b = 0; b < n.batch; ++b) {
      const index_t row = step_at(n, i) * n.batch + b;
      const seen_from<X> input{x, row * n.inputs};
      float* const state = y + row * n.out;
      float* made = state;
      if constexpr (!std::is_same_v<Projection, as_it_is>) made = wide;
      if (i == 0) {
        lstm_step(n, w, input, seen_from<H>{first, b * n.out}, cells + b * n.hidden, made);
      } else {
        const float* const before = y + (step_at(n, i - 1) * n.batch + b) * n.out;
        lstm_step(n, w, input, before, cells + b * n.hidden, made);
      }
      if constexpr (!std::is_same_v<Projection, as_it_is>)
        for (index_t k = 0; k < n.out; ++k) {
          float sum = 0.0f;
          for (index_t j = 0; j < n.hidden; ++j) sum += projection[k * n.hidden + j] * wide[j];
          state[k] = sum;
        }
    }
}

}  // namespace kernels::reference

GENN_NAMESPACE_END

#include <genn/undef.hpp>

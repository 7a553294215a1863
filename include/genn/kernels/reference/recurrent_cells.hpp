// SPDX-License-Identifier: BSL-1.0
// Cells of floats: the states that follow from the sums of the gates. One function at a time over
// all gates that have it, so that compilers vectorise.
#pragma once

#include <genn/math/sigmoid.hpp>
#include <genn/math/tanh.hpp>
#include <genn/shape/shape.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::reference {

/// y = f(x + h), tanh or another function.
template <class Function>
struct rnn_cell {
  constexpr void operator()(index_t hidden, const float* x, const float* h, const float*, float*,
                            float* y) const {
    for (index_t j = 0; j < hidden; ++j) y[j] = Function{}(x[j] + h[j]);
  }
};

struct gate_functions {
  static constexpr float sigmoid(float x) { return math::sigmoid(x); }
  static constexpr float tanh(float x) { return math::tanh(x); }
};

/// Gates reset, update and new, in this order.
template <class Functions = gate_functions>
struct gru_cell {
  constexpr void operator()(index_t hidden, float* x, const float* h, const float* before, float*,
                            float* y) const {
    for (index_t j = 0; j < 2 * hidden; ++j) x[j] = Functions::sigmoid(x[j] + h[j]);
    const float *const reset = x, *const update = x + hidden;
    float* const made = x + 2 * hidden;
    for (index_t j = 0; j < hidden; ++j)
      made[j] = Functions::tanh(made[j] + reset[j] * h[2 * hidden + j]);
    for (index_t j = 0; j < hidden; ++j)
      y[j] = (1.0f - update[j]) * made[j] + update[j] * before[j];
  }
};

/// Gates input, forget, cell and output, in this order.
template <class Functions = gate_functions>
struct lstm_cell {
  constexpr void operator()(index_t hidden, float* x, const float* h, const float*, float* cells,
                            float* y) const {
    for (index_t j = 0; j < 2 * hidden; ++j) x[j] = Functions::sigmoid(x[j] + h[j]);
    for (index_t j = 2 * hidden; j < 3 * hidden; ++j) x[j] = Functions::tanh(x[j] + h[j]);
    for (index_t j = 3 * hidden; j < 4 * hidden; ++j) x[j] = Functions::sigmoid(x[j] + h[j]);
    const float *const in = x, *const forget = in + hidden, *const made = forget + hidden,
                       *const out = made + hidden;
    for (index_t j = 0; j < hidden; ++j) cells[j] = forget[j] * cells[j] + in[j] * made[j];
    for (index_t j = 0; j < hidden; ++j) y[j] = out[j] * Functions::tanh(cells[j]);
  }
};

}  // namespace kernels::reference

GENN_NAMESPACE_END

#include <genn/undef.hpp>

// SPDX-License-Identifier: BSL-1.0
// Cells of integers: sums of gates, cells and states of 16 bits, whatever the weights have.
#pragma once

#include <genn/number/gates.hpp>
#include <genn/shape/shape.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

/// Places behind the point: of what input and state add to the gates, of cells, and of states.
struct places_of_cell {
  std::int32_t gates = 0, cells = 0, states = 0;

  constexpr bool fit() const {
    return gates >= 0 && gates <= gate_argument_places && cells >= 0 &&
           cells <= gate_argument_places && states >= 0 && states <= gate_places;
  }
};

namespace kernels::reference {

constexpr std::int32_t as_16_bits(std::int32_t x) { return clamped(x, -32768, 32767); }

/// floor(x / 2^shift + 1/2)
constexpr std::int32_t rounded_right(std::int32_t x, std::int32_t shift) {
  return shift > 0 ? shifted_right(x + (std::int32_t{1} << (shift - 1)), shift) : x;
}

/// What cells share.
struct integer_gates {
  places_of_cell places;
  /// The argument of a gate's function.
  constexpr std::int32_t argument(std::int32_t sum, std::int32_t sum_places) const {
    return sum * (std::int32_t{1} << (gate_argument_places - sum_places));
  }
  template <class X>
  constexpr std::int32_t sum(const X* x, const X* h, index_t j) const {
    return argument(std::int32_t(x[j]) + std::int32_t(h[j]), places.gates);
  }
};

/// y = tanh(x + h)
struct integer_rnn_cell : integer_gates {
  template <class T>
  constexpr void operator()(index_t hidden, const T* x, const T* h, const T*, T*, T* y) const {
    for (index_t j = 0; j < hidden; ++j)
      y[j] = T(as_16_bits(rounded_right(tanh_of_gate(sum(x, h, j)), gate_places - places.states)));
  }
};

/// Gates reset, update and new. Sums are at most 2^16, the products of a mixture 2^30 together.
struct integer_gru_cell : integer_gates {
  template <class T>
  constexpr void operator()(index_t hidden, const T* x, const T* h, const T* before, T*,
                            T* y) const {
    const T *const x_new = x + 2 * hidden, *const h_new = h + 2 * hidden;
    for (index_t j = 0; j < hidden; ++j) {
      const std::int32_t reset = sigmoid_of_gate(sum(x, h, j));
      const std::int32_t update = sigmoid_of_gate(sum(x, h, hidden + j));
      const std::int32_t kept = rounded_right(reset * std::int32_t(h_new[j]), gate_places);
      const std::int32_t made =
          rounded_right(tanh_of_gate(argument(std::int32_t(x_new[j]) + kept, places.gates)),
                        gate_places - places.states);
      const std::int32_t mixture = update * std::int32_t(before[j]) + (gate_one - update) * made;
      y[j] = T(as_16_bits(rounded_right(mixture, gate_places)));
    }
  }
};

/// Gates input, forget, cell and output. The products of a cell are at most 2^30 and 2^27.
struct integer_lstm_cell : integer_gates {
  template <class T>
  constexpr void operator()(index_t hidden, const T* x, const T* h, const T*, T* cells,
                            T* y) const {
    for (index_t j = 0; j < hidden; ++j) {
      const std::int32_t in = sigmoid_of_gate(sum(x, h, j));
      const std::int32_t forget = sigmoid_of_gate(sum(x, h, hidden + j));
      const std::int32_t made = tanh_of_gate(sum(x, h, 2 * hidden + j));
      const std::int32_t out = sigmoid_of_gate(sum(x, h, 3 * hidden + j));
      const std::int32_t added = shifted_right(in * made, gate_places - places.cells);
      const std::int32_t cell =
          as_16_bits(rounded_right(forget * std::int32_t(cells[j]) + added, gate_places));
      cells[j] = T(cell);
      const std::int32_t product = out * tanh_of_gate(argument(cell, places.cells));
      y[j] = T(as_16_bits(rounded_right(product, 2 * gate_places - places.states)));
    }
  }
};

/// States of 16 bits as bytes of 2^8 of their steps.
template <class T, class Byte>
constexpr void narrow(index_t count, const T* states, Byte* bytes) {
  for (index_t k = 0; k < count; ++k)
    bytes[k] = Byte(clamped(rounded_right(std::int32_t(states[k]), 8), -128, 127));
}

}  // namespace kernels::reference

GENN_NAMESPACE_END

#include <genn/undef.hpp>

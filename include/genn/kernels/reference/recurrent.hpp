// SPDX-License-Identifier: BSL-1.0
// Layers that remember: RNN, GRU and LSTM over a whole sequence, one direction.
#pragma once

#include <genn/kernels/recurrent_sizes.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::reference {

/// Where a step finds room: recurrent_room, as pointers. `cells` of all sequences of the batch.
template <class T>
struct recurrent_memory {
  T *of_input, *of_state, *cells, *wide;
};

/// The steps of all sequences from the first states on, states [time, batch, out], or the last
/// ones, at y. Products: what a step multiplies,
///
///   of_input(row, gates)     gates = bias + weights * row of the input
///   of_state(state, gates)   the same of the state before
///   project(wide, state)     the state from what the cell gives, if sizes say so
///
/// Cell: the states that follow from the gates, cell(hidden, of_input, of_state, before, cells, y);
/// y may be where `before` is.
template <class Products, class Cell, class T>
constexpr void recurrent(const recurrent_sizes& n, const T* first, const Products& products,
                         const Cell& cell, const recurrent_memory<T>& memory, T* y) {
  for (index_t i = 0; i < n.time; ++i)
    for (index_t b = 0; b < n.batch; ++b) {
      T* const state = y + n.state_at(i, b);
      const T* const before = i == 0 ? first + b * n.out : y + n.state_at(i - 1, b);
      products.of_input(n.step_at(i) * n.batch + b, memory.of_input);
      products.of_state(before, memory.of_state);
      T* const cells = n.has_cells ? memory.cells + b * n.hidden : nullptr;
      T* const made = n.projects ? memory.wide : state;
      cell(n.hidden, memory.of_input, memory.of_state, before, cells, made);
      if (n.projects) products.project(memory.wide, state);
    }
}

}  // namespace kernels::reference

GENN_NAMESPACE_END

#include <genn/undef.hpp>

// SPDX-License-Identifier: BSL-1.0
// Sizes of a layer that remembers, and of the working memory of its steps.
#pragma once

#include <genn/shape/shape.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

/// A sequence of vectors through one direction. `out` is the width of the state that is fed back:
/// `hidden`, or less behind a projection.
struct recurrent_sizes {
  index_t time = 0, batch = 0, inputs = 0, hidden = 0, out = 0;
  index_t gates = 1;
  bool reverse = false;
  bool last_only = false;    ///< the last states are the results
  bool has_cells = false;    ///< a state of cells beside the one that is fed back (LSTM)
  bool gives_cells = false;  ///< the last one stands behind the results
  bool projects = false;
  bool narrows = false;  ///< states of 16 bits are multiplied as bytes

  constexpr index_t rows() const { return gates * hidden; }
  constexpr index_t steps_kept() const { return last_only ? 1 : time; }
  constexpr index_t states() const { return steps_kept() * batch * out; }
  constexpr index_t results() const { return states() + (gives_cells ? batch * hidden : 0); }
  /// The place in the sequence of the step taken as number i.
  constexpr index_t step_at(index_t i) const { return reverse ? time - 1 - i : i; }
  /// Where its states lie among the results.
  constexpr index_t state_at(index_t i, index_t sequence) const {
    return ((last_only ? 0 : step_at(i) * batch) + sequence) * out;
  }
};

/// The shape of the results: one axis where cells stand behind the states.
constexpr extents shape_of_results(const recurrent_sizes& n) {
  return n.gives_cells ? extents{1, {n.results()}} : extents{3, {n.steps_kept(), n.batch, n.out}};
}

/// Where a step works, in bytes: what input and state add to the gates, the cells, what a
/// projection reads, the state as bytes.
struct recurrent_room {
  index_t of_input = 0, of_state = 0, cells = 0, wide = 0, bytes = 0;
  index_t size = 0;
};

constexpr recurrent_room room_of(const recurrent_sizes& n, index_t element_bytes) {
  recurrent_room room;
  const auto take = [&](index_t bytes) {
    constexpr index_t alignment = 16;
    const index_t at = room.size;
    room.size += (bytes + alignment - 1) / alignment * alignment;
    return at;
  };
  room.of_input = take(n.rows() * element_bytes);
  room.of_state = take(n.rows() * element_bytes);
  room.cells = take(n.has_cells && !n.gives_cells ? n.batch * n.hidden * element_bytes : 0);
  room.wide = take(n.projects ? n.hidden * element_bytes : 0);
  room.bytes = take(n.narrows ? n.out : 0);
  return room;
}

GENN_NAMESPACE_END

#include <genn/undef.hpp>

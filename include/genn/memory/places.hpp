// SPDX-License-Identifier: BSL-1.0
// Where the tensors of a graph live: in the caller's buffers, in flash, inside one another, or in a
// block of the arena. Plain values: no layer is known here.
#pragma once

#include <genn/memory/plan.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

/// `rows`: computed by rows inside the step that reads it, and nowhere as a whole.
enum class tensor_role { computed, view, input, literal, rows };

/// An operand of a tensor's step: the tensor read, the overlap allowed (bytes, or -1), and the byte
/// at which the operand may be computed inside the result (or -1).
struct tensor_edge {
  index_t source = 0, lag = -1, place = -1;
};

struct tensor_fact {
  tensor_role role = tensor_role::computed;
  index_t bytes = 0, scratch_bytes = 0;
  index_t first_edge = 0, edge_count = 0;
};

enum class storage_kind { arena, caller_input, caller_output, flash, none };

/// The memory of a tensor: `index` is the block of the arena, or the number of the input or output;
/// `offset` the byte in it.
struct tensor_place {
  storage_kind kind = storage_kind::arena;
  index_t index = 0, offset = 0;
};

/// A graph as the planner sees it: `Nodes` tensors in order of computation, `Edges` operands, and
/// which tensors leave.
template <std::size_t Nodes, std::size_t Edges, std::size_t Outputs>
struct tensor_graph {
  tensor_fact facts[Nodes] = {};
  tensor_edge edges[Edges + 1] = {};
  index_t outputs[Outputs + 1] = {};
  /// How many of each there are: the generator keeps room for more.
  std::size_t node_count = Nodes, output_count = Outputs;
};

/// Everything decided about a graph's memory but the offsets of the blocks.
template <std::size_t Nodes, std::size_t Edges>
struct memory_layout {
  tensor_place places[Nodes] = {};
  index_t scratch_block[Nodes] = {};  ///< or -1
  block blocks[2 * Nodes] = {};
  index_t block_count = 0;
  overlap overlaps[Edges + 1] = {};
  bool outputs_free =
      true;  ///< false: an output is an input, a constant, or another output's memory

  constexpr memory_demand demand() const { return {blocks, block_count, overlaps}; }
};

namespace detail {

struct root_of {
  index_t tensor = 0, offset = 0;
};

template <std::size_t Nodes>
struct memory_forest {
  index_t parent[Nodes] = {};
  index_t offset[Nodes] = {};

  constexpr root_of root(index_t tensor) const {
    root_of r{tensor, 0};
    while (parent[r.tensor] != r.tensor) {
      r.offset += offset[r.tensor];
      r.tensor = parent[r.tensor];
    }
    return r;
  }
};

// Views lie in their operand; operands of a concatenation in its result where nothing else claims
// them, the caller's output buffer included.
template <std::size_t N, std::size_t E, std::size_t O>
constexpr memory_forest<N> grow_forest(const tensor_graph<N, E, O>& g) {
  memory_forest<N> forest{};
  bool leaves[N] = {};
  for (std::size_t o = 0; o < g.output_count; ++o) {
    index_t tensor = g.outputs[o];
    while (g.facts[tensor].role == tensor_role::view)
      tensor = g.edges[g.facts[tensor].first_edge].source;
    leaves[tensor] = true;
  }
  for (std::size_t n = 0; n < g.node_count; ++n) {
    const index_t tensor = index_t(n);
    forest.parent[n] = tensor;
    const tensor_fact& fact = g.facts[n];
    for (index_t e = fact.first_edge; e < fact.first_edge + fact.edge_count; ++e) {
      const tensor_edge& edge = g.edges[e];
      if (fact.role == tensor_role::view) forest.parent[n] = edge.source;
      if (edge.place < 0) continue;
      const root_of root = forest.root(edge.source);
      const bool own_memory =
          g.facts[root.tensor].role == tensor_role::computed && !leaves[root.tensor];
      const bool whole = g.facts[root.tensor].bytes == g.facts[edge.source].bytes;
      if (own_memory && whole && root.tensor != tensor) {
        forest.parent[root.tensor] = tensor;
        forest.offset[root.tensor] = edge.place;
      }
    }
  }
  return forest;
}

}  // namespace detail

/// Decides what lies where, and the lifetimes of the blocks. Step n computes tensor n.
template <std::size_t N, std::size_t E, std::size_t O>
constexpr memory_layout<N, E> lay_out(const tensor_graph<N, E, O>& g) {
  memory_layout<N, E> layout{};
  const detail::memory_forest<N> forest = detail::grow_forest(g);

  index_t leaves_as[N] = {}, block_of[N] = {};
  for (std::size_t n = 0; n < g.node_count; ++n) leaves_as[n] = block_of[n] = -1;
  for (std::size_t o = 0; o < g.output_count; ++o) {
    const detail::root_of root = forest.root(g.outputs[o]);
    const bool whole = g.facts[root.tensor].bytes == g.facts[g.outputs[o]].bytes;
    if (g.facts[root.tensor].role != tensor_role::computed || leaves_as[root.tensor] >= 0 || !whole)
      layout.outputs_free = false;
    leaves_as[root.tensor] = index_t(o);
  }

  index_t input = 0, overlap_count = 0;
  for (std::size_t n = 0; n < g.node_count; ++n) {
    const tensor_fact& fact = g.facts[n];
    const index_t step = index_t(n);
    const detail::root_of root = forest.root(step);
    tensor_place& place = layout.places[n];
    place = {storage_kind::arena, root.tensor, root.offset};
    if (fact.role == tensor_role::input)
      place = {storage_kind::caller_input, input++, 0};
    else if (fact.role == tensor_role::literal)
      place = {storage_kind::flash, step, 0};
    else if (fact.role == tensor_role::rows)
      place = {storage_kind::none, step, 0};
    else if (g.facts[root.tensor].role != tensor_role::computed)
      place = layout.places[root.tensor];
    else if (leaves_as[root.tensor] >= 0)
      place = {storage_kind::caller_output, leaves_as[root.tensor], root.offset};

    bool born = false;
    if (place.kind == storage_kind::arena) {
      born = block_of[root.tensor] < 0;
      if (born) {
        block_of[root.tensor] = layout.block_count++;
        layout.blocks[block_of[root.tensor]] = {
            round_up(g.facts[root.tensor].bytes, block_alignment), step, step, overlap_count, 0};
      }
      place.index = block_of[root.tensor];
      layout.blocks[place.index].last = step;
    }
    layout.scratch_block[n] = -1;
    if (fact.scratch_bytes > 0) {
      layout.scratch_block[n] = layout.block_count;
      layout.blocks[layout.block_count++] = {round_up(fact.scratch_bytes, block_alignment), step,
                                             step, overlap_count, 0};
    }
    for (index_t e = fact.first_edge; e < fact.first_edge + fact.edge_count; ++e) {
      const tensor_place& source = layout.places[g.edges[e].source];
      if (source.kind == storage_kind::arena) layout.blocks[source.index].last = step;
    }
    // Permissions of a block that this step begins and fills; whether the operand dies here is seen
    // only when all lifetimes are known.
    if (!born || root.tensor != step) continue;
    block& out = layout.blocks[place.index];
    for (index_t e = fact.first_edge; e < fact.first_edge + fact.edge_count; ++e) {
      const tensor_edge& edge = g.edges[e];
      const tensor_place& in = layout.places[edge.source];
      const detail::root_of in_root = forest.root(edge.source);
      bool allowed = edge.lag >= 0 && in.kind == storage_kind::arena && in.offset == 0 &&
                     g.facts[in_root.tensor].bytes == g.facts[edge.source].bytes;
      for (index_t f = fact.first_edge; f < fact.first_edge + fact.edge_count; ++f) {
        const tensor_place& other = layout.places[g.edges[f].source];
        if (g.edges[f].lag < 0 && other.kind == storage_kind::arena && other.index == in.index)
          allowed = false;
      }
      if (!allowed) continue;
      layout.overlaps[overlap_count++] = {in.index, edge.lag};
      ++out.overlap_count;
    }
  }

  for (index_t b = 0; b < layout.block_count; ++b) {
    block& out = layout.blocks[b];
    index_t kept = out.first_overlap;
    for (index_t i = out.first_overlap; i < out.first_overlap + out.overlap_count; ++i)
      if (layout.blocks[layout.overlaps[i].input].last == out.first)
        layout.overlaps[kept++] = layout.overlaps[i];
    out.overlap_count = kept - out.first_overlap;
  }
  return layout;
}

GENN_NAMESPACE_END

#include <genn/undef.hpp>

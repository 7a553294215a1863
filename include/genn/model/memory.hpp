// SPDX-License-Identifier: BSL-1.0
// The memory of a network: its graph as the planner sees it, the plan, and the proof.
#pragma once

#include <genn/graph/step.hpp>
#include <genn/memory/places.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace detail {

template <class Reading>
constexpr tensor_role role_of() {
  if constexpr (is_input<Reading>)
    return tensor_role::input;
  else if constexpr (is_literal<Reading>)
    return tensor_role::literal;
  else if constexpr (is_view<Reading>)
    return tensor_role::view;
  else
    return tensor_role::computed;
}

/// As role_of, but for what only exists by rows.
template <class Network, std::size_t I>
inline constexpr tensor_role role_at = comes_by_rows<Network, I>
                                           ? tensor_role::rows
                                           : role_of<typename stage_at<Network, I>::reading>();

template <class Network, std::size_t... I>
constexpr std::size_t count_edges(std::index_sequence<I...>) {
  const std::size_t operands[] = {stage_at<Network, I>::operands..., 0};
  std::size_t count = 0;
  for (const std::size_t of_one : operands) count += of_one;
  return count;
}

template <std::size_t... Nodes>
constexpr std::size_t count_of(outputs<Nodes...>*) {
  return sizeof...(Nodes);
}

template <class Network>
inline constexpr std::size_t edge_count =
    count_edges<Network>(std::make_index_sequence<node_count<Network>>{});
template <class Network>
inline constexpr std::size_t output_count = count_of(static_cast<outputs_of<Network>*>(nullptr));

template <class Reading, class Graph, std::size_t... From>
constexpr void add_edges(Graph& g, index_t& edge, from<From...>) {
  const std::size_t sources[sizeof...(From) + 1] = {From..., 0};
  for (std::size_t i = 0; i < sizeof...(From); ++i) {
    tensor_edge& e = g.edges[edge++];
    e.source = index_t(sources[i]);
    e.lag = Reading::lag(index_t(i));
    if constexpr (has_places<Reading>) e.place = Reading::place(index_t(i));
  }
}

template <class Network, std::size_t I, class Graph>
constexpr void add_facts(Graph& g, index_t& edge) {
  using step = step_at<Network, I>;
  tensor_fact& fact = g.facts[I];
  fact.role = role_at<Network, I>;
  fact.bytes = stage_at<Network, I>::output::bytes;
  fact.scratch_bytes = step::scratch_bytes;
  fact.first_edge = edge;
  add_edges<typename step::reading>(g, edge, typename step::sources{});
  fact.edge_count = edge - fact.first_edge;
}

template <class Network>
using tensor_graph_of =
    tensor_graph<node_count<Network>, edge_count<Network>, output_count<Network>>;

template <class Network, std::size_t... I, std::size_t... O>
constexpr tensor_graph_of<Network> make_tensor_graph(std::index_sequence<I...>, outputs<O...>) {
  tensor_graph_of<Network> g{};
  index_t edge = 0;
  // Not as fold expressions, which Clang does not nest for hundreds of layers.
  const bool added[] = {(add_facts<Network, I>(g, edge), true)...};
  static_cast<void>(added);
  const index_t nodes[] = {index_t(O)..., 0};
  for (std::size_t o = 0; o < sizeof...(O); ++o) g.outputs[o] = nodes[o];
  return g;
}

template <std::size_t Blocks>
struct planned {
  index_t offset[Blocks + 1] = {};
  index_t bytes = 0;
};

template <class Network>
struct layout_of {
  static constexpr memory_layout<node_count<Network>, edge_count<Network>> value =
      lay_out(make_tensor_graph<Network>(std::make_index_sequence<node_count<Network>>{},
                                         outputs_of<Network>{}));
  static constexpr index_t least() {
    index_t space[2 * node_count<Network>] = {};
    return lower_bound(value.demand(), space);
  }
  static constexpr index_t bound = least();
};

// One constant expression an order: compilers limit the steps of each.
template <class Network, placing Order>
struct plan_in_order {
  static constexpr std::size_t blocks = std::size_t(layout_of<Network>::value.block_count);
  static constexpr planned<blocks> make() {
    planned<blocks> p{};
    index_t space[2 * blocks + 1] = {};
    p.bytes = plan(layout_of<Network>::value.demand(), Order, p.offset, space);
    return p;
  }
  static constexpr planned<blocks> value = make();
};

template <class Network, std::size_t Tried, std::size_t Best>
struct best_plan;
template <class Network, std::size_t Tried, std::size_t Best,
          bool Done = plan_in_order<Network, all_placings[Best]>::value.bytes <=
                          layout_of<Network>::bound ||
                      Tried == placings_for(layout_of<Network>::value.block_count)>
struct try_next : best_plan<Network, Tried, Best> {};
template <class Network, std::size_t Tried, std::size_t Best>
struct try_next<Network, Tried, Best, true> {
  static constexpr placing order = all_placings[Best];
};
template <class Network, std::size_t Tried, std::size_t Best>
struct best_plan : try_next<Network, Tried + 1,
                            (plan_in_order<Network, all_placings[Tried]>::value.bytes <
                             plan_in_order<Network, all_placings[Best]>::value.bytes)
                                ? Tried
                                : Best> {};

template <class Network>
struct memory_of {
  static constexpr auto& layout = layout_of<Network>::value;
  static constexpr placing order = try_next<Network, 1, 0>::order;
  static constexpr auto& plan = plan_in_order<Network, order>::value;
  static_assert(is_sound(layout.demand(), plan.offset),
                "network: the plan lets live tensors overlap; please report this as a bug of GENN");
};

}  // namespace detail

GENN_NAMESPACE_END

#include <genn/undef.hpp>

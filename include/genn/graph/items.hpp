// SPDX-License-Identifier: BSL-1.0
// Finds the items of a network by index without ever naming the whole list again.
#pragma once

#include <genn/graph/network.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace detail {

template <class T>
struct type_is {
  using type = T;
};

template <std::size_t I, class Item>
struct entry {};
template <class Indices, class... Items>
struct entries;
template <std::size_t... I, class... Items>
struct entries<std::index_sequence<I...>, Items...> : entry<I, Items>... {};

// Never defined: only their types are read.
template <std::size_t I, class Item>
type_is<Item> find(const entry<I, Item>*);
template <class... Items>
entries<std::make_index_sequence<sizeof...(Items)>, Items...>* list_of(const network<Items...>*);
template <class... Items>
entries<std::make_index_sequence<sizeof...(Items)>, Items...>* list_of(const sequential<Items...>*);
template <class... Items>
std::integral_constant<std::size_t, sizeof...(Items)> length_of(const network<Items...>*);
template <class... Items>
std::integral_constant<std::size_t, sizeof...(Items)> length_of(const sequential<Items...>*);
template <class... Items>
std::false_type is_chain(const network<Items...>*);
template <class... Items>
std::true_type is_chain(const sequential<Items...>*);

template <class Network>
inline constexpr const Network* null = nullptr;

template <class Network>
inline constexpr std::size_t item_count = decltype(length_of(null<Network>))::value;

template <class Network, std::size_t I>
using item_at = typename decltype(find<I>(decltype(list_of(null<Network>)){}))::type;

/// A layer without a PyTorch name.
struct unnamed {};

// One item, taken apart: its layer, name and operands.
template <class Item>
struct unnamed_layer {
  using name = unnamed;
  using layer = Item;
};
template <class Name, class Layer>
struct unnamed_layer<named<Name, Layer>> {
  using name = Name;
  using layer = Layer;
};

template <class Item, std::size_t I, bool Chain>
struct item : unnamed_layer<Item> {  // in a graph, an item that is no node: an input
  using sources = from<>;
};
template <class Item, std::size_t I>
struct item<Item, I, true> : unnamed_layer<Item> {
  using sources = from<I - 1>;
};
template <class Item>
struct item<Item, 0, true> : unnamed_layer<Item> {
  using sources = from<>;
};
template <class Layer, std::size_t... F, std::size_t I>
struct item<node<Layer, from<F...>>, I, false> : unnamed_layer<Layer> {
  using sources = from<F...>;
};

// The outputs stand in the last item of a graph, or are its last node.
template <class Item, std::size_t Last>
struct outputs_in {
  static constexpr std::size_t nodes = Last + 1;
  using type = outputs<Last>;
};
template <std::size_t... Nodes, std::size_t Last>
struct outputs_in<outputs<Nodes...>, Last> {
  static constexpr std::size_t nodes = Last;
  using type = outputs<Nodes...>;
};

template <class Network>
using outputs_item = outputs_in<item_at<Network, item_count<Network> - 1>, item_count<Network> - 1>;
template <class Network>
using outputs_of = typename outputs_item<Network>::type;

/// Number of nodes, inputs included.
template <class Network>
inline constexpr std::size_t node_count = outputs_item<Network>::nodes;

template <class Network, std::size_t I>
using node_at = item<item_at<Network, I>, I, decltype(is_chain(null<Network>))::value>;

}  // namespace detail

GENN_NAMESPACE_END

#include <genn/undef.hpp>

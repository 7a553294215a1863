// SPDX-License-Identifier: BSL-1.0
// How a network is written down. A network is a struct of its own, and everything else is keyed on
// that short name, never on the list:
//
//   struct classifier : genn::sequential<
//       genn::input<genn::f32, genn::shape<28, 28, 1>>,
//       genn::conv2d<10, genn::kernel<5, 5>, conv1_weight, conv1_bias>,
//       genn::relu> {};
#pragma once

#include <genn/graph/mistakes.hpp>
#include <genn/layers/layer.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

/// The nodes that a node reads, by their place in the list, counted from 0.
template <std::size_t... Nodes>
struct from {};

/// A layer and its operands.
template <class Layer, class From>
struct node {};

/// The nodes whose tensors leave the network, in order. Left out: the last node.
template <std::size_t... Nodes>
struct outputs {};

/// Layer under its PyTorch name: Name has a static string `text`.
template <class Name, class Layer>
struct named {};

/// A graph: nodes in the order they are computed, each behind its operands. Input layers may stand
/// for nodes; the last item may be outputs<...>.
template <class... Items>
struct network {};

/// A chain: each layer reads the one before.
template <class... Layers>
struct sequential {};

GENN_NAMESPACE_END

#include <genn/undef.hpp>

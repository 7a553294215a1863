// SPDX-License-Identifier: BSL-1.0
// What is computed at a node, and from which tensors: its layer, or a pool together with the
// convolution whose rows it reads.
#pragma once

#include <genn/graph/stage.hpp>
#include <genn/layers/by_rows.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace detail {

/// The same network with every tensor as a whole, for observers.
template <class Network>
struct in_full : Network {};

template <class Network>
inline constexpr bool is_in_full = false;
template <class Network>
inline constexpr bool is_in_full<in_full<Network>> = true;

/// True if node I is computed inside the pool that reads it.
template <class Network, std::size_t I>
inline constexpr bool comes_by_rows =
    gives_rows<typename stage_at<Network, I>::reading> && !is_in_full<Network>;

template <class Network, std::size_t... I>
constexpr bool has_rows(std::index_sequence<I...>) {
  const bool by_rows[] = {comes_by_rows<Network, I>..., false};
  for (const bool comes : by_rows)
    if (comes) return true;
  return false;
}

template <class Network, std::size_t I, class Sources>
struct one_layer {
  using reading = typename stage_at<Network, I>::reading;
  using sources = Sources;
  static constexpr index_t scratch_bytes =
      comes_by_rows<Network, I> ? index_t{0} : reading::scratch_bytes;
};

template <class Network, std::size_t I, std::size_t Rows>
struct pool_over_rows {
  using reading = pooled_convolution<typename stage_at<Network, Rows>::reading,
                                     typename stage_at<Network, I>::reading>;
  using sources = typename node_at<Network, Rows>::sources;
  static constexpr index_t scratch_bytes = reading::scratch_bytes;
};

template <class Network, std::size_t I, class Sources = typename node_at<Network, I>::sources>
struct step_of {
  using type = one_layer<Network, I, Sources>;
};
template <class Network, std::size_t I, std::size_t Source>
struct step_of<Network, I, from<Source>> {
  using type =
      std::conditional_t<comes_by_rows<Network, Source>, pool_over_rows<Network, I, Source>,
                         one_layer<Network, I, from<Source>>>;
};
template <class Network, std::size_t I>
using step_at = typename step_of<Network, I>::type;

}  // namespace detail

GENN_NAMESPACE_END

#include <genn/undef.hpp>

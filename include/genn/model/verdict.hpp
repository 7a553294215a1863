// SPDX-License-Identifier: BSL-1.0
// Looks at a network in silence: which node, if any, does not fit. See layers/refused.hpp.
#pragma once

#include <genn/model/memory.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace detail {

template <class Network, std::size_t... I>
constexpr std::size_t first_misfit(std::index_sequence<I...>) {
  const bool known[] = {is_known<stage_at<Network, I>>...};  // in order: shallow for compilers
  std::size_t first = 0;
  while (first < sizeof...(I) && known[first]) ++first;
  return first;
}

template <class Network, bool Known>
inline constexpr bool outputs_are_free = true;
template <class Network>
inline constexpr bool outputs_are_free<Network, true> = layout_of<Network>::value.outputs_free;

template <class Network, class Outputs>
struct verdict_on_outputs;
template <class Network, std::size_t... Nodes>
struct verdict_on_outputs<Network, outputs<Nodes...>> {
  static constexpr bool known = sizeof...(Nodes) > 0 && ((Nodes < node_count<Network>)&&...);
  static constexpr bool free = outputs_are_free<Network, known>;
  using type =
      std::conditional_t<known && free, accepted, refused_outputs<outputs<Nodes...>, known, free>>;
};

template <class Network,
          std::size_t Misfit =
              first_misfit<Network>(std::make_index_sequence<node_count<Network>>{}),
          bool Fits = Misfit == node_count<Network>>
struct verdict_on {
  using stage = stage_at<Network, Misfit>;
  using type = refused<Misfit, typename stage::name, typename stage::fits>;
};
template <class Network, std::size_t Nodes>
struct verdict_on<Network, Nodes, true> : verdict_on_outputs<Network, outputs_of<Network>> {};

}  // namespace detail

GENN_NAMESPACE_END

#include <genn/undef.hpp>

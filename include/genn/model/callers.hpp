// SPDX-License-Identifier: BSL-1.0
// The pointers a caller passes to one run: inputs in the network's order, then outputs.
#pragma once

#include <genn/model/buffers.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace detail {

template <class Network>
struct input_nodes {
  static constexpr std::size_t nodes = node_count<Network>;
  template <std::size_t... I>
  static constexpr std::size_t number(std::size_t wanted, std::index_sequence<I...>) {
    const bool input[] = {is_input<typename stage_at<Network, I>::reading>...};
    std::size_t seen = 0;
    for (std::size_t n = 0; n < nodes; ++n)
      if (input[n] && seen++ == wanted) return n;
    return seen;  // of no input: their count
  }
  static constexpr std::size_t count = number(nodes, std::make_index_sequence<nodes>{});
  template <std::size_t K>
  static constexpr std::size_t at = number(K, std::make_index_sequence<nodes>{});
};

template <class Network>
inline constexpr std::size_t input_count = input_nodes<Network>::count;

template <std::size_t K, std::size_t... Nodes>
constexpr std::size_t pick(outputs<Nodes...>) {
  constexpr std::size_t nodes[] = {Nodes...};
  return nodes[K];
}
template <class Network, std::size_t K>
inline constexpr std::size_t output_node = pick<K>(outputs_of<Network>{});

template <class Network, std::size_t K>
using input_tensor = typename stage_at<Network, input_nodes<Network>::template at<K>>::output;
template <class Network, std::size_t K>
using output_tensor = typename stage_at<Network, output_node<Network, K>>::output;

template <class Network, std::size_t K>
struct caller_input {
  const typename input_tensor<Network, K>::type* data;
};
template <class Network, std::size_t K>
struct caller_output {
  typename output_tensor<Network, K>::type* data;
};

template <class Network, class Inputs, class Outputs>
struct caller_pointers;
template <class Network, std::size_t... In, std::size_t... Out>
struct caller_pointers<Network, std::index_sequence<In...>, std::index_sequence<Out...>>
    : caller_input<Network, In>..., caller_output<Network, Out>... {
  constexpr caller_pointers(const typename input_tensor<Network, In>::type*... inputs,
                            typename output_tensor<Network, Out>::type*... outputs)
      : caller_input<Network, In>{inputs}..., caller_output<Network, Out>{outputs}... {}

  /// Returns the first mistake, as a type: the number of buffers, or one of the wrong type or size.
  template <class... Buffers>
  static constexpr auto fit() {
    constexpr std::size_t wanted = sizeof...(In) + sizeof...(Out);
    if constexpr (sizeof...(Buffers) == wanted)
      return first_misfit<Buffers...>(std::make_index_sequence<wanted>{});
    else
      return buffers_missing<sizeof...(Buffers), wanted>{};
  }

 private:
  template <class... Buffers, std::size_t... B>
  static constexpr auto first_misfit(std::index_sequence<B...>) {
    return typename first_wrong<decltype(one<B, Buffers>())...>::type{};
  }
  template <std::size_t B, class Buffer>
  static constexpr auto one() {
    if constexpr (B < sizeof...(In))
      return input_fits<input_tensor<Network, B>, Buffer>{};
    else
      return output_fits<output_tensor<Network, B - sizeof...(In)>, Buffer>{};
  }
};

template <class Network>
using callers = caller_pointers<Network, std::make_index_sequence<input_count<Network>>,
                                std::make_index_sequence<output_count<Network>>>;

template <std::size_t K, class Network>
constexpr auto input_pointer(const caller_input<Network, K>& c) {
  return c.data;
}
template <std::size_t K, class Network>
constexpr auto output_pointer(const caller_output<Network, K>& c) {
  return c.data;
}

}  // namespace detail

GENN_NAMESPACE_END

#include <genn/undef.hpp>

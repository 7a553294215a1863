// SPDX-License-Identifier: BSL-1.0
// A node with the tensors that arrive at it.
#pragma once

#include <genn/graph/items.hpp>
#include <genn/layers/map.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace detail {

// A function named as a layer means map<function>.
template <class T, class = void>
struct layer_of {
  using type = map<T>;
};
template <class T>
struct layer_of<T, std::void_t<decltype(T::arity)>> {
  using type = T;
};

template <class Network, std::size_t I, class Name, class From>
struct stage;

template <class Network, std::size_t I>
struct stage_of {
  using type =
      stage<Network, I, typename node_at<Network, I>::name, typename node_at<Network, I>::sources>;
};
template <class Network, std::size_t I>
using stage_at = typename stage_of<Network, I>::type;

template <class T>
inline constexpr bool is_known = !std::is_same_v<typename T::output, unknown_tensor>;

template <class Network, bool EdgesKnown, std::size_t... From>
struct operands_known {
  static constexpr bool value = all_true<is_known<stage_at<Network, From>>...>;
};
template <class Network, std::size_t... From>
struct operands_known<Network, false, From...> {
  static constexpr bool value = false;
};

// Layer::on<...> is instantiated only where all operands are known.
template <bool Known, class Network, class Layer, std::size_t... From>
struct stage_reading {
  using type = misfit<void>;
};
template <class Network, class Layer, std::size_t... From>
struct stage_reading<true, Network, Layer, From...> {
  using type = typename Layer::template on<typename stage_at<Network, From>::output...>;
};

// Layers that do not take every form say which they take.
template <class Layer, class = void>
inline constexpr bool chooses_elements = false;
template <class Layer>
inline constexpr bool chooses_elements<Layer, std::void_t<decltype(Layer::template takes<f32>)>> =
    true;

template <bool Chooses, class Layer, class Network, std::size_t... From>
struct elements_are_taken {
  static constexpr bool value = true;
};
template <class Layer, class Network, std::size_t... From>
struct elements_are_taken<true, Layer, Network, From...> {
  static constexpr bool value =
      all_true<Layer::template takes<typename stage_at<Network, From>::output::element>...>;
};

// Convolutions that are computed by rows, and layers that can read them so.
template <class Reading, class = void>
inline constexpr bool gives_rows = false;
template <class Reading>
inline constexpr bool gives_rows<Reading, std::void_t<decltype(Reading::by_rows)>> =
    Reading::by_rows;
template <class Layer, class = void>
inline constexpr bool takes_rows = false;
template <class Layer>
inline constexpr bool takes_rows<Layer, std::void_t<decltype(Layer::takes_rows)>> = true;

template <bool Taken, class Network, std::size_t... From>
struct rows_are_taken {
  static constexpr bool value = true;
};
template <class Network, std::size_t... From>
struct rows_are_taken<false, Network, From...> {
  static constexpr bool value = all_true<!gives_rows<typename stage_at<Network, From>::reading>...>;
};

// What is wrong with a node that its layer refuses.
template <class Reading, class = void>
struct fits_of {
  using type = void;
};
template <class Reading>
struct fits_of<Reading, std::void_t<typename Reading::fits>> {
  using type = typename Reading::fits;
};

template <class Network, std::size_t I, class Name, std::size_t... From>
struct stage<Network, I, Name, from<From...>> {
  using layer = typename layer_of<typename node_at<Network, I>::layer>::type;
  using name = Name;
  static constexpr std::size_t operands = sizeof...(From);
  static constexpr std::size_t sources[operands + 1] = {From..., 0};

  static constexpr bool edges_known = all_true<(From < I)...>;
  static constexpr bool arity_known =
      layer::arity == any_arity ? operands > 0 : layer::arity == operands;

  static constexpr bool known = operands_known < Network, edges_known &&arity_known,
                        From... > ::value;
  static constexpr bool numbers_known =
                            !known || elements_are_taken < known && chooses_elements<layer>,
                        layer, Network, From... > ::value;

  static constexpr bool rows_known = rows_are_taken < !known || takes_rows<layer>, Network,
                        From... > ::value;

  using reading =
      typename stage_reading<known && numbers_known && rows_known, Network, layer, From...>::type;
  using output = typename reading::output;
  using fits = typename std::conditional_t<
      !edges_known, type_is<edges_fit<from<From...>>>,
      std::conditional_t<
          !arity_known, type_is<detail::arity_fits<layer, operands>>,
          std::conditional_t<
              !numbers_known, type_is<detail::numbers_fit<layer, From...>>,
              std::conditional_t<!rows_known, type_is<detail::rows_fit<layer, From...>>,
                                 fits_of<reading>>>>>::type;
};

/// PyTorch's name of a stage, or the kind of its layer.
template <class Stage>
constexpr const char* name_of() {
  if constexpr (std::is_same_v<typename Stage::name, unnamed>)
    return Stage::layer::kind;
  else
    return Stage::name::text;
}

template <class Reading, class = void>
inline constexpr bool is_view = false;
template <class Reading>
inline constexpr bool is_view<Reading, std::void_t<decltype(Reading::is_view)>> = true;

template <class Reading, class = void>
inline constexpr bool is_input = false;
template <class Reading>
inline constexpr bool is_input<Reading, std::void_t<decltype(Reading::is_input)>> = true;

template <class Reading, class = void>
inline constexpr bool is_literal = false;
template <class Reading>
inline constexpr bool is_literal<Reading, std::void_t<typename Reading::constant>> = true;

template <class Reading, class = void>
inline constexpr bool has_places = false;
template <class Reading>
inline constexpr bool has_places<Reading, std::void_t<decltype(Reading::place(0))>> = true;

}  // namespace detail

GENN_NAMESPACE_END

#include <genn/undef.hpp>

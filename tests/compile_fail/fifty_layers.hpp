// SPDX-License-Identifier: BSL-1.0
// Networks of fifty layers with room for a mistake in the middle, written as the generator writes
// them: names and constants in a namespace of their own.
#pragma once

#include <genn/genn.hpp>

namespace fifty {

namespace names {
template <std::size_t Number>
struct block {
  static constexpr char text[] = "block";
};
struct fc {
  static constexpr char text[] = "head.fc";
};
struct conv {
  static constexpr char text[] = "head.conv";
};
struct join {
  static constexpr char text[] = "head.join";
};
struct pool {
  static constexpr char text[] = "head.pool";
};
}  // namespace names

template <genn::index_t... Extents>
struct weight : genn::constant<genn::f32, genn::shape<Extents...>, genn::tap_major> {
  alignas(16) static constexpr float values[genn::shape<Extents...>::size] = {};
};

using image = genn::input<genn::f32, genn::shape<16, 16, 4>>;
using conv3x3 = genn::conv2d<4, genn::kernel<3, 3>, weight<36, 4>, weight<4>, genn::padding<1, 1>,
                             genn::then<genn::relu>>;

template <std::size_t Number, class Layer>
using block = genn::named<names::block<Number>, Layer>;

/// Index of the first layer in the middle.
inline constexpr std::size_t middle = 25;

template <class... Middle, std::size_t... Before, std::size_t... After>
genn::sequential<image, block<Before, conv3x3>..., Middle..., block<After, genn::relu>...> chain_of(
    std::index_sequence<Before...>, std::index_sequence<After...>);

/// A chain: the image, 24 convolutions that keep its shape, Middle..., element-wise layers.
template <class... Middle>
using chain = decltype(chain_of<Middle...>(std::make_index_sequence<middle - 1>{},
                                           std::make_index_sequence<25 - sizeof...(Middle)>{}));

template <class... Middle, std::size_t... Before, std::size_t... After, class... Outputs>
genn::network<
    image, genn::node<block<Before, conv3x3>, genn::from<Before>>..., Middle...,
    genn::node<block<After, genn::relu>, genn::from<middle + sizeof...(Middle) - 1 + After>>...,
    Outputs...>
graph_of(std::index_sequence<Before...>, std::index_sequence<After...>, Outputs...);

/// The same as a graph: the nodes Middle... begin at number 25.
template <class... Middle>
using graph = decltype(graph_of<Middle...>(std::make_index_sequence<middle - 1>{},
                                           std::make_index_sequence<25 - sizeof...(Middle)>{}));

/// With Outputs behind it.
template <class Outputs, class... Middle>
using graph_to =
    decltype(graph_of<Middle...>(std::make_index_sequence<middle - 1>{},
                                 std::make_index_sequence<25 - sizeof...(Middle)>{}, Outputs{}));

}  // namespace fifty

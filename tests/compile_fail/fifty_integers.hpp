// SPDX-License-Identifier: BSL-1.0
// Integers in the middle of the fifty layers: 16 x 16 x 4 of them, between two conversions.
#pragma once

#include "fifty_layers.hpp"

namespace fifty {

/// What every layer of integers holds here.
struct plain_numbers {
  static constexpr genn::quantization value{0.5f, 0, -128, 127};
  static constexpr genn::rescaling rescale{10, 512, -128, 127};
  static constexpr std::int32_t bias_shift = 0;
};
struct wide_numbers {
  static constexpr genn::quantization value{0.5f, 0, -32768, 32767};
};

template <class Element, genn::index_t... Extents>
struct integers : genn::constant<Element, genn::shape<Extents...>> {
  alignas(16) static constexpr typename Element::type values[genn::shape<Extents...>::size] = {};
};

/// Numbers of a layer with weights whose largest sum of magnitudes is Sum.
template <std::int64_t Sum, genn::index_t Features>
struct sums_to : plain_numbers {
  static constexpr genn::sum_bound sums{Sum, 0};
  using multiplier = integers<genn::int16, Features>;
};

/// Numbers of a product of two tensors, a row of the first of which adds up to Sum.
template <std::int64_t Sum>
struct rows_to : plain_numbers {
  static constexpr std::int32_t multiplier = 512;
  static constexpr genn::sum_bound sums{Sum, 0};
};

using bytes = genn::i8<plain_numbers>;
using words = genn::i16<wide_numbers>;

/// Index of the layers behind the conversion to Element.
inline constexpr std::size_t behind = middle + 1;

/// Layers of integers that keep size and element type are followed by a conversion to floats.
template <class Element, class Result, class... Layers>
using chain_of_integers = chain<genn::quantize<Element>, Layers..., genn::dequantize<Result>>;

/// A product of a tensor of Element and the same as columns, or another one, and the conversion to
/// floats.
template <class Element, class Result, std::size_t Columns = middle>
using graph_of_product =
    graph<genn::node<genn::quantize<Element>, genn::from<middle - 1>>,
          genn::node<genn::reshape<genn::shape<16, 4, 16>>, genn::from<Columns>>,
          genn::node<genn::named<names::join, genn::matmul<genn::to<Result>>>,
                     genn::from<middle, middle + 1>>,
          genn::node<genn::dequantize<Result>, genn::from<middle + 2>>>;

}  // namespace fifty

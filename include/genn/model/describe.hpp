// SPDX-License-Identifier: BSL-1.0
// The network as a constant table, one row a node.
#pragma once

#include <genn/model/verdict.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

/// One node. Bytes of `constants` lie in flash; `offset` is the tensor's place in the arena, -1
/// where it lives elsewhere (`place`).
struct layer_description {
  const char* name = "";  ///< PyTorch's name, or the kind of the layer
  const char* kind = "";  ///< "conv2d", "relu" ...
  const char* place =
      "";  ///< "arena", "input", "output", "flash"; "rows": by rows in the next layer
  extents shape{};
  form number_form = form::f32;
  quantization numbers{};        ///< scale, zero point and range of the integer forms
  std::int64_t largest_sum = 0;  ///< proved bound of the integer sums of a layer with weights
  std::uint64_t macs = 0;
  index_t constant_bytes = 0, output_bytes = 0, scratch_bytes = 0;
  index_t weight_bytes = 0, kept_weights = 0;  ///< of a layer with weights: flash, and not left out
  index_t offset = -1;
};

/// A constant table of `Rows` rows, to be walked with a range-based for.
template <std::size_t Rows>
struct description {
  layer_description rows[Rows] = {};

  static constexpr std::size_t size() { return Rows; }
  constexpr const layer_description* begin() const { return rows; }
  constexpr const layer_description* end() const { return rows + Rows; }
  constexpr const layer_description& operator[](std::size_t i) const { return rows[i]; }
  /// True if every integer sum is proved to fit 32 bits: what the layers assert one by one.
  constexpr bool fits_32_bits() const {
    for (const layer_description& row : rows)
      if (row.largest_sum >= (std::int64_t{1} << 31)) return false;
    return true;
  }
};

namespace detail {

constexpr const char* word_for(storage_kind kind) {
  return kind == storage_kind::arena          ? "arena"
         : kind == storage_kind::caller_input ? "input"
         : kind == storage_kind::flash        ? "flash"
         : kind == storage_kind::none         ? "rows"
                                              : "output";
}

template <class Network, std::size_t I>
constexpr layer_description describe_node() {
  using stage = stage_at<Network, I>;
  using reading = typename stage::reading;
  constexpr tensor_place place = memory_of<Network>::layout.places[I];
  layer_description row{};
  row.name = name_of<stage>();
  row.kind = stage::layer::kind;
  row.place = word_for(place.kind);
  row.shape = stage::output::shape::value;
  row.largest_sum = reading::largest_sum;
  row.number_form = stage::output::element::form;
  row.numbers = stage::output::element::value;
  row.macs = reading::macs;
  row.constant_bytes = reading::constant_bytes;
  row.weight_bytes = reading::weight_bytes;
  row.kept_weights = reading::kept_weights;
  row.output_bytes = stage::output::bytes;
  row.scratch_bytes = step_at<Network, I>::scratch_bytes;
  if (place.kind == storage_kind::arena)
    row.offset = memory_of<Network>::plan.offset[place.index] + place.offset;
  return row;
}

template <class Network, std::size_t... I>
constexpr description<sizeof...(I)> describe_nodes(std::index_sequence<I...>) {
  return {{describe_node<Network, I>()...}};
}

}  // namespace detail

/// The table of a network: usable in static_assert, printed by programs, free on devices that do
/// not ask for it.
template <class Network>
constexpr auto describe() {
  return model_of<Network, typename detail::verdict_on<Network>::type>::describe();
}

GENN_NAMESPACE_END

#include <genn/undef.hpp>

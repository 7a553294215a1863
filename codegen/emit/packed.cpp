// SPDX-License-Identifier: BSL-1.0
#include "emit/packed.hpp"

#include <genn/kernels/reference/convolution.hpp>

namespace genn::emit {

namespace {

index_t place_of(const matrix_sizes& m, packing_order order, index_t group, index_t row,
                 index_t tap) {
  switch (order) {
    case packing_order::tap_major:
      return tap_major::at(m, group, row, tap);
    case packing_order::tap_quads:
      return tap_quads::at(m, group, row, tap);
    case packing_order::output_pairs:
      return output_pairs::at(m, group, row, tap);
    default:
      return row_major::at(m, group, row, tap);
  }
}

// Stores a matrix in the chosen order; `from` gives the place of element (group, row, tap) in the
// weight.
template <class Place>
ir::number_list store(const matrix_sizes& m, packing_order order, const ir::tensor& weight,
                      Place from) {
  return std::visit(
      [&](const auto& values) -> ir::number_list {
        auto packed = values;
        if (order == packing_order::tap_quads)
          packed.assign(static_cast<std::size_t>(tap_quads::stored(m)), {});
        for (index_t group = 0; group < m.groups; ++group)
          for (index_t row = 0; row < m.rows; ++row)
            for (index_t tap = 0; tap < m.taps; ++tap) {
              const index_t at = place_of(m, order, group, row, tap);
              auto& to = packed[static_cast<std::size_t>(at)];
              to = values[static_cast<std::size_t>(from(group, row, tap))];
              if constexpr (std::is_integral_v<std::decay_t<decltype(to)>>)
                if (order == packing_order::output_pairs)
                  to = output_pairs::moved(m, row, static_cast<std::int8_t>(to));
            }
        return packed;
      },
      weight.data);
}

packed_weight pack_sparse(const ir::tensor& weight, packing_order order) {
  packed_weight packed;
  packed.type = weight.type.type;
  packed.order = order;
  packed.shape = weight.type.shape;
  // Channels behind the window.
  if (packed.shape.size() > 2) {
    packed.shape.erase(packed.shape.begin() + 1);
    packed.shape.push_back(weight.type.shape[1]);
  }
  packed.parts = leave_zeros_out(weight, order);
  return packed;
}

}  // namespace

form form_of(const ir::tensor& weight) {
  if (weight.type.type == ir::element::i8) return form::i8;
  return weight.type.type == ir::element::i16 ? form::i16 : form::f32;
}

packed_weight pack_linear(const ir::tensor& weight, std::int64_t rows, machine m,
                          const std::optional<packing_order>& sparse) {
  if (sparse) return pack_sparse(weight, *sparse);
  const contract_sizes n{rows, weight.type.shape[1], weight.type.shape[0]};
  packed_weight packed;
  packed.type = weight.type.type;
  packed.order = select_contract(n, form_of(weight), m).packing;
  packed.shape = packed.order == packing_order::tap_major ? ir::dims{n.inputs, n.outputs}
                                                          : ir::dims{n.outputs, n.inputs};
  packed.numbers = store(n.weights(), packed.order, weight,
                         [&](index_t, index_t row, index_t tap) { return row * n.inputs + tap; });
  return packed;
}

packed_weight pack_convolution(const ir::tensor& weight, const window_sizes& n, machine m,
                               const std::optional<packing_order>& sparse) {
  if (sparse) return pack_sparse(weight, *sparse);
  packed_weight packed;
  packed.type = weight.type.type;
  packed.order = select_convolution(n, form_of(weight), m).packing;
  const ir::dims kernel(weight.type.shape.begin() + 2, weight.type.shape.end());
  packed.shape = kernel;
  packed.shape.push_back(n.group_channels());
  if (packed.order == packing_order::tap_major)
    packed.shape.push_back(n.features);
  else
    packed.shape.insert(packed.shape.begin(), n.features);
  // PyTorch has the channel in front of the window, kernels behind it.
  const index_t channels = n.group_channels(), window = n.window();
  packed.numbers =
      store(weights_of(n), packed.order, weight, [&](index_t group, index_t row, index_t tap) {
        const index_t feature = group * n.group_features() + row;
        const index_t channel = tap % channels, place = tap / channels;
        return (feature * channels + channel) * window + place;
      });
  return packed;
}

}  // namespace genn::emit

// SPDX-License-Identifier: BSL-1.0
#include "emit/packed.hpp"

#include <genn/kernels/reference/convolution.hpp>

namespace genn::emit {

namespace {

// Stores a matrix, given by its element (group, row, tap), in the chosen order.
template <class Element>
std::vector<float> store(const matrix_sizes& m, packing_order order, Element element) {
  std::vector<float> numbers(static_cast<std::size_t>(m.size()));
  for (index_t group = 0; group < m.groups; ++group)
    for (index_t row = 0; row < m.rows; ++row)
      for (index_t tap = 0; tap < m.taps; ++tap) {
        const index_t at = order == packing_order::tap_major ? tap_major::at(m, group, row, tap)
                                                             : row_major::at(m, group, row, tap);
        numbers[static_cast<std::size_t>(at)] = element(group, row, tap);
      }
  return numbers;
}

}  // namespace

packed_weight pack_linear(const ir::tensor& weight, std::int64_t rows, machine m) {
  const contract_sizes n{rows, weight.type.shape[1], weight.type.shape[0]};
  packed_weight packed;
  packed.order = select_contract(n, m).packing;
  packed.shape = packed.order == packing_order::tap_major ? ir::dims{n.inputs, n.outputs}
                                                          : ir::dims{n.outputs, n.inputs};
  packed.numbers = store(n.weights(), packed.order, [&](index_t, index_t row, index_t tap) {
    return weight.floats()[static_cast<std::size_t>(row * n.inputs + tap)];
  });
  return packed;
}

packed_weight pack_convolution(const ir::tensor& weight, const window_sizes& n, machine m) {
  packed_weight packed;
  packed.order = select_convolution(n, m).packing;
  const ir::dims kernel(weight.type.shape.begin() + 2, weight.type.shape.end());
  packed.shape = kernel;
  packed.shape.push_back(n.group_channels());
  if (packed.order == packing_order::tap_major)
    packed.shape.push_back(n.features);
  else
    packed.shape.insert(packed.shape.begin(), n.features);
  // PyTorch has the channel in front of the window, kernels behind it.
  const index_t channels = n.group_channels(), window = n.window();
  packed.numbers = store(weights_of(n), packed.order, [&](index_t group, index_t row, index_t tap) {
    const index_t feature = group * n.group_features() + row;
    const index_t channel = tap % channels, place = tap / channels;
    return weight
        .floats()[static_cast<std::size_t>((feature * channels + channel) * window + place)];
  });
  return packed;
}

}  // namespace genn::emit

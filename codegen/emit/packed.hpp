// SPDX-License-Identifier: BSL-1.0
// Weights in the order that the chosen kernel reads.
#pragma once

#include <genn/kernels/select.hpp>

#include "emit/sparse_weight.hpp"
#include "ir/network.hpp"

namespace genn::emit {

struct packed_weight {
  ir::dims shape;  ///< of the stored order
  packing_order order;
  ir::element type;
  ir::number_list numbers;                  ///< of a dense order
  std::optional<sparse_weight> parts = {};  ///< of a sparse storage
};

/// The form that a layer of these weights has.
form form_of(const ir::tensor& weight);

/// The weight of a linear layer, [outputs, inputs], for `rows` vectors at once.
packed_weight pack_linear(const ir::tensor& weight, std::int64_t rows, machine m,
                          const std::optional<packing_order>& sparse);

/// The weight of a convolution, [features, channels / groups, kernel...].
packed_weight pack_convolution(const ir::tensor& weight, const window_sizes& sizes, machine m,
                               const std::optional<packing_order>& sparse);

}  // namespace genn::emit

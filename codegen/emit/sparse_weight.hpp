// SPDX-License-Identifier: BSL-1.0
// Weights without their zeros: the arrays of a sparse constant, and their size.
#pragma once

#include <genn/kernels/select.hpp>
#include <optional>
#include <string>
#include <vector>

#include "ir/tensor.hpp"

namespace genn::emit {

struct sparse_weight {
  struct part {
    std::string name;  ///< of the library: "kept", "gaps" ...
    ir::element type;
    ir::number_list numbers;
    std::int64_t count() const;
  };
  std::int64_t kept = 0;  ///< weights that are not zero
  std::vector<part> parts;
};

/// The arrays of a weight, [outputs, inputs] or [features, channels / groups, kernel...].
sparse_weight leave_zeros_out(const ir::tensor& weight, packing_order storage);

/// Bytes of a constant in flash: dense, or as a weight in a sparse storage.
std::int64_t stored_bytes(const ir::tensor& constant,
                          const std::optional<packing_order>& sparse = {});
std::int64_t stored_bytes(const sparse_weight& weight);

}  // namespace genn::emit

// SPDX-License-Identifier: BSL-1.0
// Which weights are stored without their zeros, and how.
#pragma once

#include <cstddef>
#include <vector>

#include "ir/network.hpp"

namespace genn::emit {

/// `automatic` takes the smallest storage for weights of which at least half are zeros: fewer do
/// not pay for the time it takes to find the others. The rest is for all weights, where it is not
/// larger than dense.
enum class sparse_storage { automatic, off, gaps, bitmap, blocks };

struct storage_choice {
  ir::network network;
  std::vector<std::size_t> left_dense;  ///< nodes where the storage asked for would be larger
};

/// The storage of each linear layer and convolution; never larger than the dense one.
storage_choice choose_storage(ir::network n, sparse_storage wanted);

/// "gaps", "bitmap" or "blocks".
const char* name_of(packing_order sparse);

/// True if some weight is stored without its zeros.
bool is_sparse(const ir::network& n);

}  // namespace genn::emit

// SPDX-License-Identifier: BSL-1.0
#include "emit/choose_storage.hpp"

#include <algorithm>

#include "emit/numbers.hpp"
#include "emit/sparse_weight.hpp"

namespace genn::emit {

namespace {

// Dense as a list of numbers: the least that it may take.
std::int64_t dense_bytes(const ir::tensor& weight) {
  return constant_bytes(weight.type.type, ir::count(weight.type.shape), constant_alignment,
                        weights_as::numbers);
}

std::optional<packing_order> smallest(const ir::tensor& weight) {
  const sparse_weight gaps = leave_zeros_out(weight, packing_order::gaps);
  if (2 * gaps.kept > ir::count(weight.type.shape)) return {};
  const std::int64_t gaps_bytes = stored_bytes(gaps);
  std::int64_t least = std::min(gaps_bytes, dense_bytes(weight));
  std::optional<packing_order> best;
  if (gaps_bytes < dense_bytes(weight)) best = packing_order::gaps;
  for (const packing_order other : {packing_order::bitmap, packing_order::blocks}) {
    const std::int64_t bytes = stored_bytes(weight, other);
    if (bytes >= least) continue;
    // Bits and blocks are slower: they have to be smaller by a sixteenth.
    if (best == packing_order::gaps && bytes > gaps_bytes - gaps_bytes / 16) continue;
    best = other;
    least = bytes;
  }
  return best;
}

std::optional<packing_order> forced(const ir::tensor& weight, sparse_storage wanted) {
  const packing_order storage = wanted == sparse_storage::gaps     ? packing_order::gaps
                                : wanted == sparse_storage::bitmap ? packing_order::bitmap
                                                                   : packing_order::blocks;
  if (stored_bytes(weight, storage) > dense_bytes(weight)) return {};
  return storage;
}

}  // namespace

storage_choice choose_storage(ir::network n, sparse_storage wanted) {
  storage_choice choice{std::move(n), {}};
  if (wanted == sparse_storage::off) return choice;
  for (std::size_t i = 0; i < choice.network.nodes.size(); ++i) {
    ir::node& x = choice.network.nodes[i];
    auto* storage = ir::storage_of(x.what);
    if (storage == nullptr) continue;
    const auto& weight = choice.network[x.operands[1]].constant;
    if (weight == nullptr) continue;
    if (wanted == sparse_storage::automatic)
      *storage = smallest(*weight);
    else if (!(*storage = forced(*weight, wanted)))
      choice.left_dense.push_back(i);
  }
  return choice;
}

const char* name_of(packing_order sparse) {
  return sparse == packing_order::gaps     ? by_gaps::name
         : sparse == packing_order::bitmap ? by_bitmap::name
                                           : by_blocks::name;
}

bool is_sparse(const ir::network& n) {
  return std::any_of(n.nodes.begin(), n.nodes.end(), [](const ir::node& x) {
    const auto* storage = ir::storage_of(x.what);
    return storage != nullptr && storage->has_value();
  });
}

}  // namespace genn::emit

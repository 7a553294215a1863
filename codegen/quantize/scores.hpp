// SPDX-License-Identifier: BSL-1.0
// The scores of attention: what lies between a product of two tensors and the softmax that makes
// weights of it, and the constant masks that hide some of it.
#pragma once

#include <map>

#include "ir/network.hpp"

namespace genn::quantize {

/// Hides elements of a tensor of scores, the operand `shown`, from a softmax over the last axis.
struct constant_mask {
  std::size_t shown;
  ir::dims shape;  ///< broadcasts
  std::vector<bool> hidden;
};

struct scores {
  /// Of each value, whether it has 16 bits in both integer forms: scores, and weights that a
  /// product reads.
  std::vector<bool> wide;
  /// By the results of the nodes that hide.
  std::map<ir::value_id, constant_mask> masks;
};

scores find_scores(const ir::network& n);

/// The softmax over the last axis whose rows a tensor holds, or nullptr.
const ir::node* softmax_of_rows(const ir::network& n, ir::value_id id);

}  // namespace genn::quantize

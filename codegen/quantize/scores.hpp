// SPDX-License-Identifier: BSL-1.0
// The scores of attention: what lies between a product of two tensors and the softmax that makes
// weights of it, and the masks that hide some of it.
#pragma once

#include <map>
#include <optional>

#include "ir/network.hpp"

namespace genn::quantize {

/// What a constant mask hides; broadcasts.
struct known_mask {
  ir::dims shape;
  std::vector<bool> hidden;
};
/// What a mask that the program computes hides: where operand `says`, in these integers, is not 0.
struct computed_mask {
  std::size_t says;
  quantization integers;
};

/// Hides elements of a tensor, the operand `shown`: of scores from a softmax over the last axis, or
/// of the weights that it made, which become 0.
struct mask {
  std::size_t shown;
  bool of_weights;
  std::variant<known_mask, computed_mask> hides;
};

struct scores {
  /// Of each value, whether it has 16 bits in both integer forms: scores, and weights that a
  /// product reads.
  std::vector<bool> wide;
  /// By the results of the nodes that hide.
  std::map<ir::value_id, mask> masks;
  /// Results of nodes that would be masks but for rows of which they hide all.
  std::vector<ir::value_id> of_whole_rows;
};

scores find_scores(const ir::network& n);

/// Of each value, whether nothing but masks is made of it.
std::vector<bool> find_makers_of_masks(const ir::network& n, const scores& s);

/// The softmax over the last axis whose rows a tensor holds, 0 in some places maybe, or nullptr.
const ir::node* softmax_of_rows(const ir::network& n, ir::value_id id);

}  // namespace genn::quantize

// SPDX-License-Identifier: BSL-1.0
// Which layer has which number form.
#pragma once

#include <optional>

#include "quantize/quantize.hpp"
#include "quantize/scores.hpp"

namespace genn::quantize {

/// PyTorch's name of a node, or that of its result where it has no module.
std::string name_of(const ir::network& n, const ir::node& x);

/// True for layers that only move elements: they have the form of what they move.
bool is_move(const ir::node& x);

/// True for moves of rows of a constant, or into one.
bool reads_table(const ir::network& n, const ir::node& x);

/// The first operand that a move moves, if it is no constant: it says the form.
std::optional<ir::value_id> moved_by(const ir::network& n, const ir::node& x);

/// What a network keeps from one call to the next: the input that it is, and the output that it
/// becomes.
std::vector<std::pair<ir::value_id, ir::value_id>> states_of(const ir::network& n,
                                                             std::size_t states);

/// Forms of the values of a network: of every result that of its node.
struct forms {
  std::vector<form> of_value;
  /// Of layers that remember and of products of tensors, by their results: what they multiply.
  /// States and scores have 16 bits in both integer forms.
  std::map<ir::value_id, form> of_products;
  /// Those that are integers.
  std::map<ir::value_id, mask> masks;
  std::vector<note> notes;
  std::size_t states = 0;  ///< as in options

  /// The form in which a node reads its operand i.
  form read_as(const ir::node& x, std::size_t i) const;
};
forms choose_forms(const ir::network& n, const run::calibration& seen, const options& o);

}  // namespace genn::quantize

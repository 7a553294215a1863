// SPDX-License-Identifier: BSL-1.0
// The quantization of every value in an integer form.
#pragma once

#include <optional>

#include "quantize/forms.hpp"
#include "quantize/scaling.hpp"

namespace genn::quantize {

struct quantizations {
  /// One entry a value: how its integers stand for real numbers; nothing for floats.
  std::vector<std::optional<quantization>> of_value;
  /// Of floats, or of 16 bits, that a layer of a form reads.
  std::map<std::pair<ir::value_id, form>, quantization> of_reader;
};

quantizations choose_scales(const ir::network& n, const forms& f, const run::calibration& seen);

/// True if x reads the cells behind the states of an LSTM, whose integers have another scale.
bool reads_cells(const ir::network& n, const ir::node& x);

/// Quantization of a constant operand, from its own numbers.
quantization scale_of_constant(const ir::tensor& t, form f);

/// The whole range of the form's integers.
interval whole_range(form f);

}  // namespace genn::quantize

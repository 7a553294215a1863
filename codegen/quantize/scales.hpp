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
  /// Of floats that a layer of a form reads.
  std::map<std::pair<ir::value_id, form>, quantization> of_reader;
};

quantizations choose_scales(const ir::network& n, const std::vector<form>& forms,
                            const run::calibration& seen);

/// Quantization of a constant operand, from its own numbers.
quantization scale_of_constant(const ir::tensor& t, form f);

/// The whole range of the form's integers.
interval whole_range(form f);

}  // namespace genn::quantize

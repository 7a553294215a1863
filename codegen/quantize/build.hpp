// SPDX-License-Identifier: BSL-1.0
// Builds the integer network once every value has its quantization.
#pragma once

#include "quantize/gate_ranges.hpp"
#include "quantize/scales.hpp"

namespace genn::quantize {

/// How far the mean of a layer's sums lies beside that of its floats, one number an output; asked
/// for each layer with weights as soon as its integers are known. Empty: no correction.
using bias_error = std::function<std::vector<double>(
    const ir::network& built, const ir::node& x, ir::value_id input,
    const std::vector<std::int64_t>& weight, const std::vector<double>& scales)>;

/// Called with the network so far and its newest node.
using built_node = std::function<void(const ir::network& built, const ir::node& x)>;

result build(const ir::network& n, forms f, const quantizations& scales, const gate_ranges& gates,
             const bias_error& error, const built_node& after_each);

}  // namespace genn::quantize

// SPDX-License-Identifier: BSL-1.0
// Turns a network of floats into one of integers: docs/numbers.md has the formulas.
#pragma once

#include <genn/number/element.hpp>
#include <map>
#include <string>
#include <vector>

#include "ir/network.hpp"
#include "run/calibration.hpp"

namespace genn::quantize {

struct options {
  form what = form::f32;             ///< of all layers that have it
  std::map<std::string, form> keep;  ///< of single layers, by PyTorch's name
  std::size_t states = 0;            ///< how many of the last inputs the last outputs become
};

/// Something to tell the user of one layer.
struct note {
  std::string layer, what;
};

struct result {
  ir::network network;
  std::vector<note> notes;  ///< layers that stay in float, and why
};

/// The network in layers that have integer forms, the same function: what becomes a table stands
/// alone, limits stand in front of maxima. Calibrate this network.
ir::network prepare(ir::network n);

/// The integer network of a prepared one. `samples` correct the biases for what rounding did to the
/// weights; there may be none. Throws conversion_error for a name in `keep` that no layer has.
result quantize(const ir::network& prepared, const run::calibration& seen,
                const run::sample_source& samples, const options& o);

}  // namespace genn::quantize

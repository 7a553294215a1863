// SPDX-License-Identifier: BSL-1.0
// Layers that could be integers, but whose integers would say something else.
#pragma once

#include <functional>

#include "quantize/quantize.hpp"
#include "quantize/scores.hpp"

namespace genn::quantize {

/// For each value of a network why the layer that computes it stays in float; empty where integers
/// hold it. `wanted`: the form of a layer that has all.
std::vector<std::string> find_needs_of_floats(const ir::network& n, const run::calibration& seen,
                                              const std::function<form(const ir::node&)>& wanted,
                                              const scores& attention);

}  // namespace genn::quantize

// SPDX-License-Identifier: BSL-1.0
// Calls of a program that keeps something from one to the next.
#pragma once

#include "run/calibration.hpp"

namespace genn::run {

/// The first values of what a program keeps.
std::vector<ir::tensor> first_values(const std::vector<ir::state>& states);

/// One call: `states` go behind the inputs, and become what the last outputs are, which are taken
/// off the result.
using call = std::function<std::vector<ir::tensor>(std::vector<ir::tensor> inputs)>;
std::vector<ir::tensor> run_call(const call& network, std::vector<ir::tensor> inputs,
                                 std::vector<ir::tensor>& states);

/// Samples as calls, one after the other: behind the inputs of each stands what the network, of
/// floats, keeps until then. Runs it once on all of them; without states, they are what they were.
sample_source in_sequence(const ir::network& n, const sample_source& samples,
                          const std::vector<ir::state>& states);

/// `most` samples at most, evenly spread.
sample_source spread(const sample_source& samples, std::int64_t most);

}  // namespace genn::run

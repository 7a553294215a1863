// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "commands/samples.hpp"
#include "run/calibration.hpp"

namespace genn::commands {

/// The inputs of all samples, or of `most` of them, evenly spread. Reads `data` as long as it
/// lives.
run::sample_source source_of(const samples& data);
run::sample_source source_of(const samples& data, std::int64_t most);

/// Observes the network on the samples; counts them on stderr, where it also says which input never
/// changes.
run::calibration calibrate(const ir::network& n, const run::sample_source& samples);

}  // namespace genn::commands

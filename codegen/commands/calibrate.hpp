// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "commands/samples.hpp"
#include "run/calibration.hpp"

namespace genn::commands {

/// The inputs of all samples. Reads `data` as long as it lives.
run::sample_source source_of(const samples& data);

/// Observes the network on the samples; counts them on stderr, where it also says which input never
/// changes.
run::calibration calibrate(const ir::network& n, const run::sample_source& samples);

}  // namespace genn::commands

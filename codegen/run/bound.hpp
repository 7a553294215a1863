// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "run/calibration.hpp"
#include "run/interval.hpp"

namespace genn::run {

/// Ranges that no tensor leaves, by interval arithmetic for each index of the last axis: inputs
/// stay in `inputs`, one an input, or in [-1, 1] if there is none. Sound, and the wider the deeper
/// the network is. A range may end at interval::most: no bound known.
calibration bound(const ir::network& n, const std::vector<interval>& inputs = {});

}  // namespace genn::run

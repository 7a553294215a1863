// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "ir/network.hpp"

namespace genn::run {

/// Real numbers as a value's tensor stores them: the integers that stand for them, or floats.
ir::tensor as_stored(const ir::tensor& real, const ir::value& v);

}  // namespace genn::run

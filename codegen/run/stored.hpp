// SPDX-License-Identifier: BSL-1.0
// Between real numbers and what a tensor of the network stores.
#pragma once

#include "ir/network.hpp"

namespace genn::run {

/// Real numbers as the integers of a value, or as they are where it holds floats.
ir::tensor as_stored(const ir::tensor& real, const ir::value& v);

/// What is stored as real numbers.
ir::tensor as_real(const ir::tensor& stored, const ir::value& v);

}  // namespace genn::run

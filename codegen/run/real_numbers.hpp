// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "ir/network.hpp"

namespace genn::run {

/// What the elements of a value's tensor stand for.
std::vector<float> real_numbers(const ir::value& v, const ir::tensor& t);

}  // namespace genn::run

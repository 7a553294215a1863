// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "ir/network.hpp"

namespace genn::operators {

/// Turns the calls of a program into layers by the operator table. Throws conversion_error with
/// exit_code::unsupported and everything that stands in the way: unknown operators, limits of known
/// ones, and what the reader found.
ir::network lower(const ir::program& program);

}  // namespace genn::operators

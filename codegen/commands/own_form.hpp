// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string>

#include "commands/load.hpp"

namespace genn::commands {

/// Programs that PyTorch quantized keep the form they have: throws conversion_error if an option
/// that would change it was given.
void require_own_form(const loaded& program, const std::string& option, bool given);

}  // namespace genn::commands

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "commands/evaluate.hpp"

namespace genn::commands {

/// A network in the integer form of that name. Throws conversion_error if there is none.
formed_network make_form(const std::string& form, const ir::network& f32,
                         const run::calibration& seen, const run::sample_source& samples);

}  // namespace genn::commands

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <filesystem>

namespace genn::commands {

/// `genn inspect`: a table of the layers of a program as they run.
void inspect(const std::filesystem::path& archive);

}  // namespace genn::commands

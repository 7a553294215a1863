// SPDX-License-Identifier: BSL-1.0
// Reads the archive of torch.export.save.
#pragma once

#include <filesystem>

#include "ir/program.hpp"

namespace genn::readers {

/// The program of a .pt2 archive (torch 2.9 and newer) or of the folder it was unzipped to.
/// Arguments are bound by name, with the defaults of the operator's schema; subgraphs of no_grad
/// are inlined; constants hold their numbers.
///
/// Throws conversion_error with exit_code::input for archives that are damaged or too old. Dynamic
/// shapes, control flow and the like are left in `program::unsupported`, so that they can be shown
/// together with unsupported operators.
ir::program read_program(const std::filesystem::path& path);

}  // namespace genn::readers

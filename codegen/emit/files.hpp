// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace genn::emit {

struct file {
  std::filesystem::path path;
  std::string content;
};

/// Writes all files or none: each is written beside its place and moved there when all are
/// complete. Folders that are missing are made. Throws conversion_error if the disk is full or a
/// folder cannot be written; then nothing is left behind.
void write_files(const std::vector<file>& files);

}  // namespace genn::emit

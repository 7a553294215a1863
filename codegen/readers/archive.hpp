// SPDX-License-Identifier: BSL-1.0
// The container of a .pt2 file: a zip archive, or the folder it was unzipped to.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

namespace genn::readers {

/// Entries by name, relative to the archive's own top folder. Names are only ever compared, never
/// used as paths outside the archive.
class archive {
 public:
  virtual ~archive() = default;
  virtual bool has(const std::string& entry) const = 0;
  /// The bytes of an entry. Throws conversion_error if it is missing, larger than `limit`, cut
  /// short or damaged.
  virtual std::string read(const std::string& entry, std::uint64_t limit) const = 0;
};

/// Opens a .pt2 file or folder. Throws conversion_error if it is neither, or was written by a torch
/// whose layout differs.
std::unique_ptr<archive> open_archive(const std::filesystem::path& path);

}  // namespace genn::readers

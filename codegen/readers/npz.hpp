// SPDX-License-Identifier: BSL-1.0
// NumPy's files: .npy holds one array, .npz several under names.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "ir/tensor.hpp"

namespace genn::readers {

struct named_array {
  std::string name;
  ir::tensor values;
};

/// The arrays of a .npy (one, called "") or .npz file, in the file's order. Throws conversion_error
/// if it is damaged, or of an element type without a counterpart here.
std::vector<named_array> read_arrays(const std::filesystem::path& path);

/// The bytes of a .npy file: float32 or int64.
std::string npy_bytes(const ir::tensor& t);

/// Writes a .npz file; nothing is left behind on failure. Throws conversion_error.
void write_npz(const std::filesystem::path& path, const std::vector<named_array>& arrays);

}  // namespace genn::readers

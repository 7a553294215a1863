// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "readers/npz.hpp"

namespace genn::commands {

/// What the first output should be: a class a sample, or numbers in its shape. One is empty.
struct labels {
  std::vector<std::int64_t> classes;
  std::vector<float> targets;  ///< of all samples
};

/// Integers [samples] or [samples, 1] are classes, if the output has several numbers; floats
/// [samples, output...] are targets, extents of 1 aside. Throws conversion_error if the array fits
/// neither, holds no such class, or NaN.
labels read_labels(const readers::named_array& a, std::int64_t samples, const ir::dims& output);

}  // namespace genn::commands

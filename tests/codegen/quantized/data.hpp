// SPDX-License-Identifier: BSL-1.0
// Labelled samples that do not lie in the repository.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "ir/tensor.hpp"

namespace data {

struct labelled {
  std::vector<genn::ir::tensor> samples;
  std::vector<std::int64_t> labels;
};

/// The first test digits of MNIST, pixels / 255; nothing, and a message, where they are missing.
std::optional<labelled> digits(std::size_t count);

/// The clips of MLPerf Tiny's keyword benchmark as features; nothing, and a message, where they are
/// missing.
std::optional<labelled> clips();

}  // namespace data

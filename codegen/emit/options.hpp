// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <genn/kernels/targets.hpp>
#include <string>
#include <vector>

#include "emit/numbers.hpp"
#include "ir/network.hpp"

namespace genn::emit {

/// What the generated files are called and how they are written.
struct options {
  std::string name;    ///< an identifier: namespace, file names, prefix of the C functions
  std::string source;  ///< the archive's file name, for the first line of the header
  std::string torch;   ///< version that saved it
  weights_as weights = weights_as::literals;
  bool standalone = false;
  std::vector<ir::state> states;
  genn::target target = targets[0];  ///< what weights are packed for
};

}  // namespace genn::emit

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <filesystem>

#include "commands/make_form.hpp"

namespace genn::commands {

struct run_options {
  std::filesystem::path archive, data, output;
  form_options form;
  bool layers = false;  ///< every layer's result, too
};

/// `genn run`: the outputs of a program on arrays of inputs.
void run(const run_options& o);

}  // namespace genn::commands

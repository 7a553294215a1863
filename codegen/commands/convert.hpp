// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <filesystem>
#include <genn/kernels/targets.hpp>
#include <string>

#include "commands/make_form.hpp"
#include "emit/choose_storage.hpp"
#include "emit/options.hpp"

namespace genn::commands {

struct convert_options {
  std::filesystem::path archive, folder;
  std::string name;  ///< empty: the archive's file name
  bool c_api = false, standalone = false;
  form_options form;
  emit::sparse_storage sparse = emit::sparse_storage::automatic;
  emit::weights_as weights = emit::weights_as::literals;
  std::string target = targets[0].name;  ///< one of `targets`
};

/// `genn convert`. Throws conversion_error; then no file is left behind.
void convert(const convert_options& o);

}  // namespace genn::commands

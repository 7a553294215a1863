// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <filesystem>
#include <functional>

#include "commands/evaluation.hpp"
#include "emit/choose_storage.hpp"
#include "ir/network.hpp"
#include "run/calibration.hpp"

namespace genn::commands {

struct evaluate_options {
  std::filesystem::path archive, data;
  std::filesystem::path calibrate;  ///< empty: 256 samples of the data
  std::vector<std::string> forms{"f32", "i16", "i8"};
  double prune = 0.0;  ///< share of weights to set to 0 first
  emit::sparse_storage sparse = emit::sparse_storage::automatic;
  bool json = false;
};

/// A network in an integer form, and what there is to say about it.
struct formed_network {
  ir::network network;
  std::vector<std::string> remarks;
};

/// Makes the form of that name from the prepared network (quantize::prepare). The samples are those
/// of the calibration; as many of the last inputs become the last outputs.
using form_maker = std::function<formed_network(
    const std::string& form, const ir::network& prepared, const run::calibration& seen,
    const run::sample_source& samples, std::size_t states)>;

/// How right each form of a program is on labelled samples, or how near to f32, beside its size.
evaluation evaluate_forms(const evaluate_options& o, const form_maker& make_form);

/// `genn evaluate`: the same as a table on stdout, or as JSON.
void evaluate(const evaluate_options& o, const form_maker& make_form);

}  // namespace genn::commands

// SPDX-License-Identifier: BSL-1.0
// Number forms as users choose them.
#pragma once

#include "commands/evaluate.hpp"
#include "commands/load.hpp"
#include "quantize/quantize.hpp"

namespace genn::commands {

/// What `convert` and `run` are told of the form.
struct form_options {
  std::string form = "f32";
  std::vector<std::string> keep;    ///< "LAYER=FORM"
  std::filesystem::path calibrate;  ///< samples; empty: analytic bounds
  double prune = 0.0;               ///< share of weights to set to 0 first
  bool no_float = false;            ///< refuse layers that stay in float
};

/// The form of a name: "f32", "i16", "i8".
form form_named(const std::string& name);

/// A network in the integer form of that name; `states` of its last inputs become the last outputs.
formed_network make_form(const std::string& form, const ir::network& prepared,
                         const run::calibration& seen, const run::sample_source& samples,
                         std::size_t states);

/// The program in the form that was asked for; what there is to say goes to stderr. Throws
/// conversion_error.
ir::network in_form(const loaded& program, const form_options& o);

}  // namespace genn::commands

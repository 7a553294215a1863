// SPDX-License-Identifier: BSL-1.0
#include "commands/make_form.hpp"

namespace genn::commands {

formed_network make_form(const std::string& form, const ir::network&, const run::calibration&,
                         const run::sample_source&) {
  throw conversion_error(exit_code::unsupported,
                         {"form " + form, "not supported yet", "evaluate f32"});
}

}  // namespace genn::commands

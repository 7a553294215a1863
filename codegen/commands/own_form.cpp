// SPDX-License-Identifier: BSL-1.0
#include "commands/own_form.hpp"

namespace genn::commands {

void require_own_form(const loaded& program, const std::string& option, bool given) {
  if (program.quantized && given)
    throw conversion_error(exit_code::usage,
                           {option, "the program is quantized already",
                            "leave it out, or convert the program before its quantization"});
}

}  // namespace genn::commands

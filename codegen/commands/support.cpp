// SPDX-License-Identifier: BSL-1.0
#include "commands/support.hpp"

#include <fmt/format.h>

#include "operators/table.hpp"

namespace genn::commands {

void support() {
  fmt::print("| operator | family | limits |\n| --- | --- | --- |\n");
  for (const operators::row& r : operators::table())
    fmt::print("| `{}` | {} | {} |\n", r.target, r.family, r.limits);
}

}  // namespace genn::commands

// SPDX-License-Identifier: BSL-1.0
#pragma once

namespace genn::commands {

/// `genn support`: the operator table as Markdown, from the rows that the converter uses.
void support();

}  // namespace genn::commands

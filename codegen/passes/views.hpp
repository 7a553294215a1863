// SPDX-License-Identifier: BSL-1.0
// Calls whose results share memory with an operand, and how a write through such a view reaches
// the whole.
#pragma once

#include <optional>

#include "ir/program.hpp"

namespace genn::passes {

enum class sharing {
  none,     ///< the results have memory of their own
  view,     ///< they are parts or other shapes of the operand
  unclear,  ///< PyTorch copies or not, and the archive does not say
};

/// How a call's results share memory with its operand, and which operand that is.
struct view_of {
  sharing how = sharing::none;
  ir::value_id whole{0};
};
view_of sharing_of(const ir::program& p, const ir::call& call);

/// The call, without a result yet, that gives `whole` with the part that result `number` of the
/// view shows replaced by `part`. Nothing for views that cannot be written through.
std::optional<ir::call> put_back(const ir::program& p, const ir::call& view, std::size_t number,
                                 ir::value_id whole, ir::value_id part);

/// The argument of this name, or nullptr.
const ir::argument* find_argument(const ir::call& call, const std::string& name);

}  // namespace genn::passes

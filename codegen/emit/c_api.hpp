// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string>

#include "emit/options.hpp"
#include "ir/network.hpp"

namespace genn::emit {

/// The plain C header: one function, plain types, sizes as macros. `n` is what runs, `border` the
/// network as the program has it; `arena_bytes` as planned.
std::string c_header(const ir::network& n, const ir::network& border, std::int64_t arena_bytes,
                     const options& o);

/// The C++ file behind it.
std::string c_source(const ir::network& n, const ir::network& border, const options& o);

}  // namespace genn::emit

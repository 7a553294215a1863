// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string>

namespace genn::emit {

/// The library, and the headers of Boost.Hana it needs, as one text without includes but those of
/// the compiler: the head of a standalone header.
std::string library_text();

}  // namespace genn::emit

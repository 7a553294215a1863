// SPDX-License-Identifier: BSL-1.0
// Names from PyTorch as C++ identifiers, comments and string literals.
#pragma once

#include <set>
#include <string>

namespace genn::emit {

/// The nearest C++ identifier that is also a C identifier: "block.0.conv" -> "block_0_conv". Never
/// a keyword, never reserved.
std::string identifier(const std::string& name);

/// Text for a comment of either kind that cannot escape from it.
std::string comment(const std::string& text);

/// A string literal with its quotes, plain ASCII.
std::string literal(const std::string& text);

/// Hands out identifiers, each once: "relu", "relu_1" ...
class unique_names {
 public:
  std::string make(const std::string& name);

 private:
  std::set<std::string> taken_;
};

}  // namespace genn::emit

// SPDX-License-Identifier: BSL-1.0
// Errors as values: collected, then shown to the user all at once.
#pragma once

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace genn {

/// The program's exit codes.
enum class exit_code { done = 0, input = 1, unsupported = 2, usage = 64 };

/// One sentence of the form `who: what is wrong; what to do`.
struct diagnostic {
  std::string where;  ///< path into the input: "net.pt2: data/weights/weight_3", "conv1 (Conv2d)"
  std::string what;
  std::string remedy;  ///< may be empty
};

std::string to_string(const diagnostic& d);

/// Ends a conversion. Carries every diagnostic found, not only the first.
class conversion_error : public std::runtime_error {
 public:
  conversion_error(exit_code code, std::vector<diagnostic> all);
  conversion_error(exit_code code, diagnostic one)
      : conversion_error(code, std::vector<diagnostic>{std::move(one)}) {}
  exit_code code() const { return code_; }
  const std::vector<diagnostic>& all() const { return all_; }

 private:
  exit_code code_;
  std::vector<diagnostic> all_;
};

}  // namespace genn

// SPDX-License-Identifier: BSL-1.0
// The library's functions by name: the same empty types, with parameters known at run time.
#pragma once

#include <vector>

#include "ir/network.hpp"

namespace genn::run {

/// Number of operands of a function; throws std::logic_error if the library has none of this name.
std::size_t arity_of(const ir::function& f);

/// A chain of functions: the first takes all operands, each other one the result before it.
class function_chain {
 public:
  explicit function_chain(const std::vector<ir::function>& chain);

  float operator()(float x) const { return through(x, 0); }
  /// `x` holds as many operands as the first function takes.
  float operator()(const float* x) const;

 private:
  using apply = float (*)(const float* x, const float* parameters);
  struct step {
    apply f;
    const float* parameters;
  };
  float through(float x, std::size_t first) const;

  std::vector<step> steps_;
};

}  // namespace genn::run

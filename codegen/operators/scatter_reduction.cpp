// SPDX-License-Identifier: BSL-1.0
#include "operators/scatter_reduction.hpp"

#include <limits>

namespace genn::operators {

scatter_reduction reduction_of(lowering& l) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  const scatter_reduction all[] = {{"sum", "add", 0},
                                   {"add", "add", 0},
                                   {"mean", "add", 0},
                                   {"prod", "mul", 1},
                                   {"multiply", "mul", 1},
                                   {"amax", "maximum", -infinity},
                                   {"amin", "minimum", infinity}};
  const std::string reduce = l.text("reduce");
  for (const scatter_reduction& r : all)
    if (reduce == r.name) return r;
  throw limit{"reduce=" + reduce + " is not supported", "use sum, mean, prod, amax or amin"};
}

}  // namespace genn::operators

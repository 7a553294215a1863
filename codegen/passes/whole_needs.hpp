// SPDX-License-Identifier: BSL-1.0
// Which of PyTorch's integers must be exact for the results to be right: those that only name rows,
// or are compared with small numbers, may as well be rounded where they are large.
#pragma once

#include <vector>

#include "passes/whole_ranges.hpp"

namespace genn::passes {

/// What is read of a value: nothing depends on more than that numbers below `limit` are exact, and
/// those beyond stay beyond; if `rounded`, larger ones must be the nearest float.
struct whole_need {
  double limit = 0.0;
  bool rounded = false;

  bool is_met_by_floats(bool as_given) const {
    return limit < static_cast<double>(ir::most_exact) && (as_given || !rounded);
  }
};

/// One a value. `callers`: as of whole_ranges.
std::vector<whole_need> whole_needs(const ir::network& n, const std::vector<whole_range>& ranges,
                                    std::size_t callers);

}  // namespace genn::passes

// SPDX-License-Identifier: BSL-1.0
// What elements that fall on others become: sums, means, products, extremes.
#pragma once

#include "operators/pieces.hpp"

namespace genn::operators {

struct scatter_reduction {
  const char *name, *function;
  double neutral;
};

/// What the argument "reduce" asks for.
scatter_reduction reduction_of(lowering& l);

/// x with parts joined to it by scatter(function, x, parts). With include_self=False an element
/// that a part falls on begins at the neutral one.
template <class Scatter>
ir::value_id scatter_reduced(lowering& l, ir::value_id x, ir::value_id parts, Scatter scatter) {
  const scatter_reduction r = reduction_of(l);
  const bool with_self = !l.is_given("include_self") || l.boolean("include_self");
  const bool means = r.name == std::string("mean");
  if (with_self && !means) return scatter(r.function, x, parts);
  if (means && l.gives_integers())
    throw limit{"the mean of integers is not supported", "use floats"};
  const ir::value_id counts = scatter("add", expand(l, l.number(with_self ? 1 : 0), l.shape(x)),
                                      expand(l, l.number(1), l.shape(parts)));
  if (!with_self)
    x = choose(l, join(l, "gt", counts, 0.0), expand(l, l.number(r.neutral), l.shape(x)), x);
  x = scatter(r.function, x, parts);
  return means ? join(l, "div", x, join(l, "maximum", counts, 1.0)) : x;
}

}  // namespace genn::operators

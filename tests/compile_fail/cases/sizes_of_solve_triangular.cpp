// SPDX-License-Identifier: BSL-1.0
// expect: solve_triangular: the operands must be shape<batch, size, size> and shape<batch, size, columns>; put `reshape` before it
// expect: refused<2, fifty::names::join
#include <genn/genn.hpp>

#include "fifty_layers.hpp"

#if defined(GENN_CONTROL)
using sides = genn::shape<1, 5, 2>;
#else
using sides = genn::shape<1, 2, 5>;
#endif

struct network
    : genn::network<genn::input<genn::f32, genn::shape<1, 5, 5>>, genn::input<genn::f32, sides>,
                    genn::node<genn::named<fifty::names::join, genn::solve_triangular<genn::lower>>,
                               genn::from<0, 1>>> {};
using model = genn::model<network>;

void solve(const float* a, const float* b, float* y) { model::run(a, b, y); }
static_assert(model::arena_bytes <= 65536 && model::macs < 1000000);

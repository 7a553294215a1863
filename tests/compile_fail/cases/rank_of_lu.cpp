// SPDX-License-Identifier: BSL-1.0
// expect: lu: the input must be shape<batch, rows, columns>; put `reshape` before it
// expect: refused<1, fifty::names::join
// expect: shape<5, 5>
#include <genn/genn.hpp>

#include "fifty_layers.hpp"

#if defined(GENN_CONTROL)
using matrices = genn::shape<1, 5, 5>;
#else
using matrices = genn::shape<5, 5>;
#endif

struct network : genn::sequential<genn::input<genn::f32, matrices>,
                                  genn::named<fifty::names::join, genn::lu>> {};
using model = genn::model<network>;

void factorize(const float* x, float* y) { model::run(x, y); }
static_assert(model::arena_bytes <= 65536 && model::macs < 1000000);

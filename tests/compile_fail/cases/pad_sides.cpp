// SPDX-License-Identifier: BSL-1.0
// expect: pad: padding_sides<> must name two sides of every axis of the input
// expect: refused<25, fifty::names::join
// expect: shape<16, 16, 4>
#include <genn/genn.hpp>

#include "fifty_layers.hpp"

#if defined(GENN_CONTROL)
using sides = genn::padding_sides<1, 1, 2, 2, 0, 0>;
#else
using sides = genn::padding_sides<1, 1, 2, 2>;
#endif

struct network : fifty::chain<genn::named<fifty::names::join, genn::pad<sides>>> {};
using model = genn::model<network>;

void classify(const float* x, float* y) { model::run(x, y); }
static_assert(model::arena_bytes <= 65536 && model::macs < 1000000);

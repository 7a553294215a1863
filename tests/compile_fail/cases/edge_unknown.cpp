// SPDX-License-Identifier: BSL-1.0
// expect: network: from<> names a node that does not stand before this one; nodes count from 0, inputs included
// expect: refused<25, fifty::names::join
#include <genn/genn.hpp>

#include "fifty_layers.hpp"

#if defined(GENN_CONTROL)
using operands = genn::from<23, 24>;
#else
using operands = genn::from<24, 26>;
#endif

struct network : fifty::graph<genn::node<genn::named<fifty::names::join, genn::add>, operands>> {};
using model = genn::model<network>;

void classify(const float* x, float* y) { model::run(x, y); }
static_assert(model::arena_bytes <= 65536 && model::macs < 1000000);

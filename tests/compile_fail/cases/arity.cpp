// SPDX-License-Identifier: BSL-1.0
// expect: network: the layer takes another number of operands; name them in from<>
// expect: refused<25, fifty::names::pool
#include <genn/genn.hpp>

#include "fifty_layers.hpp"

#if defined(GENN_CONTROL)
using operands = genn::from<24>;
#else
using operands = genn::from<23, 24>;
#endif

struct network
    : fifty::graph<genn::node<genn::named<fifty::names::pool, genn::max_pool2d<genn::kernel<2, 2>>>,
                              operands>> {};
using model = genn::model<network>;

void classify(const float* x, float* y) { model::run(x, y); }
static_assert(model::arena_bytes <= 65536 && model::macs < 1000000);

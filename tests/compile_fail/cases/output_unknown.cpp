// SPDX-License-Identifier: BSL-1.0
// expect: network: outputs<> names a node that is not there; nodes count from 0, inputs included
// expect: outputs<50>
#include <genn/genn.hpp>

#include "fifty_layers.hpp"

#if defined(GENN_CONTROL)
using leaving = genn::outputs<49>;
#else
using leaving = genn::outputs<50>;
#endif

struct network : fifty::graph_to<leaving, genn::node<genn::relu, genn::from<24>>> {};
using model = genn::model<network>;

void classify(const float* x, float* y) { model::run(x, y); }
static_assert(model::arena_bytes <= 65536 && model::macs < 1000000);

// SPDX-License-Identifier: BSL-1.0
// expect: network: an output is an input, a constant, a part of another tensor or the memory of another output; put `copy` behind it
// expect: outputs<49, 25>
#include <genn/genn.hpp>

#include "fifty_layers.hpp"

#if defined(GENN_CONTROL)
using last = genn::copy;
#else
using last = genn::flatten;
#endif

struct network : fifty::graph_to<genn::outputs<49, 25>, genn::node<last, genn::from<0>>,
                                 genn::node<genn::relu, genn::from<24>>> {};
using model = genn::model<network>;

void classify(const float* x, float* y, float* z) { model::run(x, y, z); }
static_assert(model::arena_bytes <= 65536 && model::macs < 1000000);

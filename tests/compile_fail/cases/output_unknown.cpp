// SPDX-License-Identifier: BSL-1.0
// expect: network: outputs<> names a node that is not there; nodes count from 0, inputs included
// expect: network
#include "fifty_layers.hpp"

#if defined(GENN_CONTROL)
using leaving = genn::outputs<2>;
#else
using leaving = genn::outputs<3>;
#endif

struct network : genn::network<fifty::image, genn::node<fifty::conv3x3, genn::from<0>>,
                               genn::node<genn::relu, genn::from<1>>, leaving> {};
using model = genn::model<network>;

void classify(const float* x, float* y) { model::run(x, y); }
static_assert(model::arena_bytes <= 65536 && model::macs < 1000000);

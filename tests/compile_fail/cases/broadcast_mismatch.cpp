// SPDX-License-Identifier: BSL-1.0
// expect: map: the shapes of the operands do not broadcast; extents must be equal or 1, counted from the last axis
// expect: refused<26, fifty::names::join
// expect: shape<16, 16, 4>
// expect: shape<8, 8, 4>
#include <genn/genn.hpp>

#include "fifty_layers.hpp"

#if defined(GENN_CONTROL)
using pool = genn::avg_pool2d<genn::kernel<16, 16>>;
#else
using pool = genn::avg_pool2d<genn::kernel<2, 2>>;
#endif

struct network
    : fifty::graph<genn::node<pool, genn::from<24>>,
                   genn::node<genn::named<fifty::names::join, genn::add>, genn::from<24, 25>>> {};
using model = genn::model<network>;

void classify(const float* x, float* y) { model::run(x, y); }
static_assert(model::arena_bytes <= 65536 && model::macs < 1000000);

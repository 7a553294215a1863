// SPDX-License-Identifier: BSL-1.0
// expect: convolution: the weight must hold features x (channels / groups) x kernel numbers; give it the weight of this input
// expect: refused<25, fifty::names::conv
// expect: shape<16, 16, 4>
#include <genn/genn.hpp>

#include "fifty_layers.hpp"

#if defined(GENN_CONTROL)
using weight = fifty::weight<3 * 3 * 4, 8>;
#else
using weight = fifty::weight<3 * 3 * 3, 8>;
#endif

struct network
    : fifty::chain<genn::named<fifty::names::conv, genn::conv2d<8, genn::kernel<3, 3>, weight>>> {};
using model = genn::model<network>;

void classify(const float* x, float* y) { model::run(x, y); }
static_assert(model::arena_bytes <= 65536 && model::macs < 1000000);

// SPDX-License-Identifier: BSL-1.0
// expect: conv2d: the input must be shape<height, width, channels>, or a batch of it; put `reshape` before it
// expect: refused<26, fifty::names::conv
// expect: shape<64, 16>
#include <genn/genn.hpp>

#include "fifty_layers.hpp"

#if defined(GENN_CONTROL)
using arriving = genn::shape<8, 8, 16>;
#else
using arriving = genn::shape<64, 16>;
#endif

struct network
    : fifty::chain<genn::reshape<arriving>,
                   genn::named<fifty::names::conv,
                               genn::conv2d<8, genn::kernel<3, 3>, fifty::weight<3 * 3 * 16, 8>>>> {
};
using model = genn::model<network>;

void classify(const float* x, float* y) { model::run(x, y); }
static_assert(model::arena_bytes <= 65536 && model::macs < 1000000);

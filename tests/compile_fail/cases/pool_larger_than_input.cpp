// SPDX-License-Identifier: BSL-1.0
// expect: pool: the kernel is larger than the input; use a smaller kernel<>
// expect: refused<25, fifty::names::pool
// expect: shape<16, 16, 4>
#include <genn/genn.hpp>

#include "fifty_layers.hpp"

#if defined(GENN_CONTROL)
using kernel = genn::kernel<16, 16>;
#else
using kernel = genn::kernel<16, 17>;
#endif

struct network : fifty::chain<genn::named<fifty::names::pool, genn::max_pool2d<kernel>>> {};
using model = genn::model<network>;

void classify(const float* x, float* y) { model::run(x, y); }
static_assert(model::arena_bytes <= 65536 && model::macs < 1000000);

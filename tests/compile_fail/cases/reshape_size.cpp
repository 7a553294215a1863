// SPDX-License-Identifier: BSL-1.0
// expect: reshape: the new shape must have as many elements as the input
// expect: refused<25, fifty::names::join
// expect: shape<16, 16, 4>
// expect: shape<16, 63>
#include <genn/genn.hpp>

#include "fifty_layers.hpp"

#if defined(GENN_CONTROL)
using shape = genn::shape<16, 64>;
#else
using shape = genn::shape<16, 63>;
#endif

struct network : fifty::chain<genn::named<fifty::names::join, genn::reshape<shape>>> {};
using model = genn::model<network>;

void classify(const float* x, float* y) { model::run(x, y); }
static_assert(model::arena_bytes <= 65536 && model::macs < 1000000);

// SPDX-License-Identifier: BSL-1.0
// expect: batch_norm: scale and shift must hold one number a channel (last axis)
// expect: refused<25, fifty::names::join
// expect: shape<16, 16, 4>
#include <genn/genn.hpp>

#include "fifty_layers.hpp"

#if defined(GENN_CONTROL)
using layer = genn::batch_norm<fifty::weight<4>, fifty::weight<4>>;
#else
using layer = genn::batch_norm<fifty::weight<4>, fifty::weight<16>>;
#endif

struct network : fifty::chain<genn::named<fifty::names::join, layer>> {};
using model = genn::model<network>;

void classify(const float* x, float* y) { model::run(x, y); }
static_assert(model::arena_bytes <= 65536 && model::macs < 1000000);

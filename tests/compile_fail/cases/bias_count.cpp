// SPDX-License-Identifier: BSL-1.0
// expect: linear: the bias must hold one number a feature; give it the bias of this layer
// expect: refused<26, fifty::names::fc
// expect: shape<1024>
#include <genn/genn.hpp>

#include "fifty_layers.hpp"

#if defined(GENN_CONTROL)
using bias = fifty::weight<10>;
#else
using bias = fifty::weight<12>;
#endif

struct network
    : fifty::chain<
          genn::flatten,
          genn::named<fifty::names::fc, genn::linear<10, fifty::weight<16 * 16 * 4, 10>, bias>>> {};
using model = genn::model<network>;

void classify(const float* x, float* y) { model::run(x, y); }
static_assert(model::arena_bytes <= 65536 && model::macs < 1000000);

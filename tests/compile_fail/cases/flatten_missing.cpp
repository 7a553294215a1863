// SPDX-License-Identifier: BSL-1.0
// expect: linear: the weight must hold features x (last extent of the input) numbers; put `flatten` before it, or give it the weight of this input
// expect: refused<26, fifty::names::fc
// expect: shape<16, 16, 4>
#include <genn/genn.hpp>

#include "fifty_layers.hpp"

#if defined(GENN_CONTROL)
using before = genn::flatten;
#else
using before = genn::relu;
#endif

struct network
    : fifty::chain<
          before, genn::named<fifty::names::fc, genn::linear<10, fifty::weight<16 * 16 * 4, 10>>>> {
};
using model = genn::model<network>;

void classify(const float* x, float* y) { model::run(x, y); }
static_assert(model::arena_bytes <= 65536 && model::macs < 1000000);

// SPDX-License-Identifier: BSL-1.0
// expect: network: the layer takes floats, and gets integers; put `dequantize` before it
// expect: refused<26, fifty::names::join
// expect: batch_norm
#include <genn/genn.hpp>

#include "fifty_integers.hpp"

#if defined(GENN_CONTROL)
using before = genn::tanh;
#else
using before = genn::quantize<fifty::bytes>;
#endif
using norm = genn::batch_norm<fifty::weight<4>, fifty::weight<4>>;

struct network : fifty::chain<before, genn::named<fifty::names::join, norm>> {};
using model = genn::model<network>;

void classify(const float* x, float* y) { model::run(x, y); }
static_assert(model::arena_bytes <= 65536 && model::macs < 1000000);

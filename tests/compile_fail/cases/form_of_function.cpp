// SPDX-License-Identifier: BSL-1.0
// expect: map: the function takes floats; put `dequantize` before it
// expect: refused<26, fifty::names::join
#include <genn/genn.hpp>

#include "fifty_integers.hpp"

#if defined(GENN_CONTROL)
using before = genn::tanh;
#else
using before = genn::quantize<fifty::bytes>;
#endif

struct network : fifty::chain<before, genn::named<fifty::names::join, genn::sigmoid>> {};
using model = genn::model<network>;

void classify(const float* x, float* y) { model::run(x, y); }
static_assert(model::arena_bytes <= 65536 && model::macs < 1000000);

// SPDX-License-Identifier: BSL-1.0
// expect: pool: input and result must have one form; put `quantize` or `dequantize` before it
// expect: refused<26, fifty::names::pool
#include <genn/genn.hpp>

#include "fifty_integers.hpp"

#if defined(GENN_CONTROL)
using result = fifty::bytes;
#else
using result = fifty::words;
#endif
using pool = genn::max_pool2d<genn::kernel<2, 2>, genn::to<result>>;

struct network
    : fifty::chain_of_integers<fifty::bytes, result, genn::named<fifty::names::pool, pool>> {};
using model = genn::model<network>;

void classify(const float* x, float* y) { model::run(x, y); }
static_assert(model::arena_bytes <= 65536 && model::macs < 1000000);

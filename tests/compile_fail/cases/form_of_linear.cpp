// SPDX-License-Identifier: BSL-1.0
// expect: linear: input, weight and result must have one form; put `quantize` or `dequantize` between layers of two forms
// expect: refused<26, fifty::names::fc
#include <genn/genn.hpp>

#include "fifty_integers.hpp"

// i8 into i16
using numbers = genn::i8<fifty::sums_to<1000, 4>>;
#if defined(GENN_CONTROL)
using arriving = fifty::bytes;
#else
using arriving = fifty::words;
#endif
using linear = genn::linear<4, fifty::integers<genn::int8, 4, 4>, fifty::integers<genn::int32, 4>,
                            genn::to<numbers>>;

struct network
    : fifty::chain_of_integers<arriving, numbers, genn::named<fifty::names::fc, linear>> {};
using model = genn::model<network>;

void classify(const float* x, float* y) { model::run(x, y); }
static_assert(model::arena_bytes <= 65536 && model::macs < 1000000);

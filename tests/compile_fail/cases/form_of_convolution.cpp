// SPDX-License-Identifier: BSL-1.0
// expect: convolution: input, weight and result must have one form; put `quantize` or `dequantize` between layers of two forms
// expect: refused<26, fifty::names::conv
// expect: f32
#include <genn/genn.hpp>

#include "fifty_integers.hpp"

// floats into i8
using numbers = genn::i8<fifty::sums_to<1000, 4>>;
#if defined(GENN_CONTROL)
using before = genn::quantize<fifty::bytes>;
#else
using before = genn::relu;
#endif
using conv2d = genn::conv2d<4, genn::kernel<1, 1>, fifty::integers<genn::int8, 4, 4>,
                            fifty::integers<genn::int32, 4>, genn::to<numbers>>;

struct network
    : fifty::chain<before, genn::named<fifty::names::conv, conv2d>, genn::dequantize<numbers>> {};
using model = genn::model<network>;

void classify(const float* x, float* y) { model::run(x, y); }
static_assert(model::arena_bytes <= 65536 && model::macs < 1000000);

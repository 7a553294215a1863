// SPDX-License-Identifier: BSL-1.0
// expect: convolution: the kernel is larger than the input; use padding<> or a smaller kernel<>
// expect: refused<26, fifty::names::conv
// expect: shape<4, 4, 4>
#include <genn/genn.hpp>

#include "fifty_layers.hpp"

#if defined(GENN_CONTROL)
using kernel = genn::kernel<3, 5>;
using option = genn::padding<1, 1>;
#else
using kernel = genn::kernel<3, 5>;
using option = genn::padding<1, 0>;
#endif

struct network
    : fifty::chain<
          genn::max_pool2d<genn::kernel<4, 4>>,
          genn::named<fifty::names::conv, genn::conv2d<8, kernel, fifty::weight<3 * 5 * 4, 8>,
                                                       genn::no_bias, option>>> {};
using model = genn::model<network>;

void classify(const float* x, float* y) { model::run(x, y); }
static_assert(model::arena_bytes <= 65536 && model::macs < 1000000);

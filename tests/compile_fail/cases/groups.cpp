// SPDX-License-Identifier: BSL-1.0
// expect: convolution: the channels of input and output must be multiples of groups<>; use other groups<>
// expect: refused<25, fifty::names::conv
// expect: shape<16, 16, 4>
#include <genn/genn.hpp>

#include "fifty_layers.hpp"

#if defined(GENN_CONTROL)
using groups = genn::groups<2>;
#else
using groups = genn::groups<3>;
#endif

struct network
    : fifty::chain<genn::named<
          fifty::names::conv,
          genn::conv2d<6, genn::kernel<3, 3>, fifty::weight<2 * 9, 6>, genn::no_bias, groups>>> {};
using model = genn::model<network>;

void classify(const float* x, float* y) { model::run(x, y); }
static_assert(model::arena_bytes <= 65536 && model::macs < 1000000);

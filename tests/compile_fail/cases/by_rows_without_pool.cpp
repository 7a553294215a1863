// SPDX-License-Identifier: BSL-1.0
// expect: network: only max_pool and avg_pool can read a convolution by rows; leave out its `by_rows`
// expect: refused<26, fifty::names::join
// expect: sigmoid
#include <genn/genn.hpp>

#include "fifty_layers.hpp"

#if defined(GENN_CONTROL)
using reader = genn::max_pool2d<genn::kernel<2, 2>>;
#else
using reader = genn::sigmoid;
#endif

struct network
    : fifty::chain<
          genn::named<fifty::names::conv, genn::conv2d<8, genn::kernel<3, 3>, fifty::weight<36, 8>,
                                                       genn::no_bias, genn::by_rows>>,
          genn::named<fifty::names::join, reader>> {};
using model = genn::model<network>;

void classify(const float* x, float* y) { model::run(x, y); }
static_assert(model::arena_bytes <= 65536 && model::macs < 1000000);

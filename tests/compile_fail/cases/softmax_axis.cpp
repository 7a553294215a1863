// SPDX-License-Identifier: BSL-1.0
// expect: softmax: the input has no such axis; axes count from 0
// expect: refused<25, fifty::names::join
// expect: shape<16, 16, 4>
#include <genn/genn.hpp>

#include "fifty_layers.hpp"

#if defined(GENN_CONTROL)
using layer = genn::softmax<2>;
#else
using layer = genn::softmax<3>;
#endif

struct network : fifty::chain<genn::named<fifty::names::join, layer>> {};
using model = genn::model<network>;

void classify(const float* x, float* y) { model::run(x, y); }
static_assert(model::arena_bytes <= 65536 && model::macs < 1000000);

// SPDX-License-Identifier: BSL-1.0
// expect: standardize: scale and shift must hold one number a channel, and rows whole channels; put `reshape` before it, or give it the weights of this input
// expect: refused<25, fifty::names::join
// expect: shape<16, 16, 4>
#include <genn/genn.hpp>

#include "fifty_layers.hpp"

struct eps {
  static constexpr float value = 1e-5f;
};
#if defined(GENN_CONTROL)
using norm = genn::standardize<eps, genn::per_channel<fifty::weight<4>, fifty::weight<4>>>;
#else
using norm = genn::standardize<eps, genn::per_channel<fifty::weight<4>, fifty::weight<8>>>;
#endif

struct network : fifty::chain<genn::named<fifty::names::join, norm>> {};
using model = genn::model<network>;

void classify(const float* x, float* y) { model::run(x, y); }
static_assert(model::arena_bytes <= 65536 && model::macs < 1000000);

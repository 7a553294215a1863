// SPDX-License-Identifier: BSL-1.0
// expect: pool: a maximum keeps scale and zero point of its input; put `weighted_sum` behind it
// expect: refused<26, fifty::names::pool
#include <genn/genn.hpp>

#include "fifty_integers.hpp"

struct limited {
#if defined(GENN_CONTROL)
  static constexpr genn::quantization value{0.5f, 0, 0, 12};
#else
  static constexpr genn::quantization value{0.5f, 1, 0, 12};
#endif
};
using pool = genn::max_pool2d<genn::kernel<2, 2>, genn::to<genn::i8<limited>>>;

struct network : fifty::chain_of_integers<fifty::bytes, genn::i8<limited>,
                                          genn::named<fifty::names::pool, pool>> {};
using model = genn::model<network>;

void classify(const float* x, float* y) { model::run(x, y); }
static_assert(model::arena_bytes <= 65536 && model::macs < 1000000);

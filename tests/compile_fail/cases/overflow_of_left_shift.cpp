// SPDX-License-Identifier: BSL-1.0
// expect: linear: its sums can leave 32 bits; use smaller weights, or an input of fewer bits
// expect: refused<26, fifty::names::fc
#include <genn/genn.hpp>

#include "fifty_integers.hpp"

// Sums of up to 2^30 are shifted left by 2: they must saturate before.
struct shifted : fifty::sums_to<8388608, 4> {
#if defined(GENN_CONTROL)
  static constexpr genn::rescaling rescale{10, 512, -128, 127, 2, 536870911};
#else
  static constexpr genn::rescaling rescale{10, 512, -128, 127, 2, 536870912};
#endif
};
using numbers = genn::i8<shifted>;
using linear = genn::linear<4, fifty::integers<genn::int8, 4, 4>, fifty::integers<genn::int32, 4>,
                            genn::to<numbers>>;

struct network
    : fifty::chain_of_integers<fifty::bytes, numbers, genn::named<fifty::names::fc, linear>> {};
using model = genn::model<network>;

void classify(const float* x, float* y) { model::run(x, y); }
static_assert(model::arena_bytes <= 65536 && model::macs < 1000000);

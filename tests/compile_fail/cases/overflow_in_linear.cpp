// SPDX-License-Identifier: BSL-1.0
// expect: linear: its sums can leave 32 bits; use smaller weights, or an input of fewer bits
// expect: refused<26, fifty::names::fc
// expect: shape<16, 16, 4>
#include <genn/genn.hpp>

#include "fifty_integers.hpp"

// 128 * 16777212 + one half is the most that fits.
#if defined(GENN_CONTROL)
using numbers = genn::i8<fifty::sums_to<16777211, 4>>;
#else
using numbers = genn::i8<fifty::sums_to<16777212, 4>>;
#endif
using linear = genn::linear<4, fifty::integers<genn::int8, 4, 4>, fifty::integers<genn::int32, 4>,
                            genn::to<numbers>>;

struct network
    : fifty::chain_of_integers<fifty::bytes, numbers, genn::named<fifty::names::fc, linear>> {};
using model = genn::model<network>;

void classify(const float* x, float* y) { model::run(x, y); }
static_assert(model::arena_bytes <= 65536 && model::macs < 1000000);

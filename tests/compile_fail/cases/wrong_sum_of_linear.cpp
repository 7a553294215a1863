// SPDX-License-Identifier: BSL-1.0
// expect: linear: its weights add up to more than its numbers say; generate the header again
// expect: refused<26, fifty::names::fc
// flags: -DGENN_VERIFY_CONSTANTS
// control flags: -DGENN_VERIFY_CONSTANTS
#include <genn/genn.hpp>

#include "fifty_integers.hpp"

// The second output's: 1 + 127 + 128 + 0.
struct weight : genn::constant<genn::int8, genn::shape<4, 4>> {
  alignas(16) static constexpr std::int8_t values[] = {1, 2,    3,   4, 1, -127, -128, 0,
                                                       5, -100, 100, 0, 0, 0,    0,    0};
};
#if defined(GENN_CONTROL)
using numbers = genn::i8<fifty::sums_to<256, 4>>;
#else
using numbers = genn::i8<fifty::sums_to<255, 4>>;
#endif
using linear = genn::linear<4, weight, fifty::integers<genn::int32, 4>, genn::to<numbers>>;

struct network
    : fifty::chain_of_integers<fifty::bytes, numbers, genn::named<fifty::names::fc, linear>> {};
using model = genn::model<network>;

void classify(const float* x, float* y) { model::run(x, y); }
static_assert(model::arena_bytes <= 65536 && model::macs < 1000000);

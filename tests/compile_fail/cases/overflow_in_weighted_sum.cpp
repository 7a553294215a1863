// SPDX-License-Identifier: BSL-1.0
// expect: map: its sums can leave 32 bits; use smaller factors
// expect: refused<26, fifty::names::join
#include <genn/genn.hpp>

#include "fifty_integers.hpp"

struct scaled : fifty::plain_numbers {
#if defined(GENN_CONTROL)
  static constexpr std::int32_t factors[] = {16777211};
#else
  static constexpr std::int32_t factors[] = {16777212};
#endif
};
using numbers = genn::i8<scaled>;

struct network
    : fifty::chain_of_integers<fifty::bytes, numbers,
                               genn::named<fifty::names::join, genn::weighted_sum<numbers>>> {};
using model = genn::model<network>;

void classify(const float* x, float* y) { model::run(x, y); }
static_assert(model::arena_bytes <= 65536 && model::macs < 1000000);

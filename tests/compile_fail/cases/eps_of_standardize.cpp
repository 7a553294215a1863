// SPDX-License-Identifier: BSL-1.0
// expect: standardize: rows hold at most 32768 numbers of i16, 131072 of i8, eps is at least 1, and limits are -2^n and 2^n - 1; keep it in float, or generate the header again
// expect: refused<26, fifty::names::join
#include <genn/genn.hpp>

#include "fifty_integers.hpp"

// nothing to add to a variance of 0
struct norm_numbers : fifty::plain_numbers {
#if defined(GENN_CONTROL)
  static constexpr std::uint64_t eps = 1;
#else
  static constexpr std::uint64_t eps = 0;
#endif
};
struct eps {
  static constexpr float value = 1e-5f;
};
using numbers = genn::i8<norm_numbers>;
using norm = genn::standardize<
    eps, genn::per_channel<fifty::integers<genn::int16, 4>, fifty::integers<genn::int32, 4>>,
    genn::to<numbers>>;

struct network
    : fifty::chain_of_integers<fifty::bytes, numbers, genn::named<fifty::names::join, norm>> {};
using model = genn::model<network>;

void classify(const float* x, float* y) { model::run(x, y); }
static_assert(model::arena_bytes <= 65536 && model::macs < 1000000);

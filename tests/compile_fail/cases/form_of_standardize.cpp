// SPDX-License-Identifier: BSL-1.0
// expect: standardize: input and result must have one form; put `quantize` or `dequantize` before it
// expect: refused<26, fifty::names::join
#include <genn/genn.hpp>

#include "fifty_integers.hpp"

// i8 into i16
struct norm_numbers : fifty::plain_numbers {
  static constexpr std::uint64_t eps = 1;
};
struct eps {
  static constexpr float value = 1e-5f;
};
using numbers = genn::i8<norm_numbers>;
#if defined(GENN_CONTROL)
using arriving = fifty::bytes;
#else
using arriving = fifty::words;
#endif
using norm = genn::standardize<
    eps, genn::per_channel<fifty::integers<genn::int16, 4>, fifty::integers<genn::int32, 4>>,
    genn::to<numbers>>;

struct network
    : fifty::chain_of_integers<arriving, numbers, genn::named<fifty::names::join, norm>> {};
using model = genn::model<network>;

void classify(const float* x, float* y) { model::run(x, y); }
static_assert(model::arena_bytes <= 65536 && model::macs < 1000000);

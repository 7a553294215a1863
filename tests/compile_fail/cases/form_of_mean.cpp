// SPDX-License-Identifier: BSL-1.0
// expect: pool: input and result must have one form; put `quantize` or `dequantize` before it
// expect: refused<26, fifty::names::pool
#include <genn/genn.hpp>

#include "fifty_integers.hpp"

// Without to<> a mean is one of floats.
struct mean : fifty::plain_numbers {
  static constexpr genn::index_t first_count = 4;
  using multiplier = fifty::integers<genn::int16, 1>;
};
using numbers = genn::i8<mean>;
#if defined(GENN_CONTROL)
using pool = genn::avg_pool2d<genn::kernel<2, 2>, genn::to<numbers>>;
using after = genn::dequantize<numbers>;
#else
using pool = genn::avg_pool2d<genn::kernel<2, 2>>;
using after = genn::relu;
#endif

struct network
    : fifty::chain<genn::quantize<fifty::bytes>, genn::named<fifty::names::pool, pool>, after> {};
using model = genn::model<network>;

void classify(const float* x, float* y) { model::run(x, y); }
static_assert(model::arena_bytes <= 65536 && model::macs < 1000000);

// SPDX-License-Identifier: BSL-1.0
// expect: convolution: its weights add up to more than its numbers say; generate the header again
// expect: refused<26, fifty::names::conv
// flags: -DGENN_VERIFY_CONSTANTS
// control flags: -DGENN_VERIFY_CONSTANTS
#include <genn/genn.hpp>

#include "fifty_integers.hpp"

// Two groups of two outputs, tap by tap; the bias of the last is the largest.
struct weight : genn::constant<genn::int8, genn::shape<2, 4>, genn::tap_major> {
  alignas(16) static constexpr signed char bits[] = "\x01\x02\x03\x04\x05\x06\x07\xf8";
};
struct bias : genn::constant<genn::int32, genn::shape<4>> {
  alignas(16) static constexpr std::int32_t values[] = {1, 2, 3, -1000};
};
struct biased : fifty::sums_to<12, 4> {
#if defined(GENN_CONTROL)
  static constexpr genn::sum_bound sums{12, 1000};
#else
  static constexpr genn::sum_bound sums{12, 999};
#endif
};
using numbers = genn::i8<biased>;
using conv2d =
    genn::conv2d<4, genn::kernel<1, 1>, weight, bias, genn::groups<2>, genn::to<numbers>>;

struct network
    : fifty::chain_of_integers<fifty::bytes, numbers, genn::named<fifty::names::conv, conv2d>> {};
using model = genn::model<network>;

void classify(const float* x, float* y) { model::run(x, y); }
static_assert(model::arena_bytes <= 65536 && model::macs < 1000000);

// SPDX-License-Identifier: BSL-1.0
// expect: concat: the operands must have one form and one scale; put `quantize`, `dequantize` or `weighted_sum` before it
// expect: refused<27, fifty::names::join
#include <genn/genn.hpp>

#include "fifty_integers.hpp"

struct others {
#if defined(GENN_CONTROL)
  static constexpr genn::quantization value = fifty::plain_numbers::value;
#else
  static constexpr genn::quantization value{0.25f, 0, -128, 127};
#endif
};

struct network
    : fifty::graph<genn::node<genn::quantize<fifty::bytes>, genn::from<24>>,
                   genn::node<genn::quantize<genn::i8<others>>, genn::from<24>>,
                   genn::node<genn::named<fifty::names::join, genn::concat<2>>, genn::from<25, 26>>,
                   genn::node<genn::dequantize<fifty::bytes>, genn::from<27>>> {};
using model = genn::model<network>;

void classify(const float* x, float* y) { model::run(x, y); }
static_assert(model::arena_bytes <= 65536 && model::macs < 1000000);

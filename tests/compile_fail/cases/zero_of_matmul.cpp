// SPDX-License-Identifier: BSL-1.0
// expect: matmul: integers of 16 bits must have the zero point 0; put `weighted_sum` before it
// expect: refused<27, fifty::names::join
#include <genn/genn.hpp>

#include "fifty_integers.hpp"

struct moved {
#if defined(GENN_CONTROL)
  static constexpr genn::quantization value{0.5f, 0, -32768, 32767};
#else
  static constexpr genn::quantization value{0.5f, 1, -32768, 32767};
#endif
};
using numbers = genn::i8<fifty::rows_to<1000>>;

struct network : fifty::graph_of_product<genn::i16<moved>, numbers> {};
using model = genn::model<network>;

void classify(const float* x, float* y) { model::run(x, y); }
static_assert(model::arena_bytes <= 65536 && model::macs < 1000000);

// SPDX-License-Identifier: BSL-1.0
// expect: matmul: its sums can leave 32 bits; give it operands of fewer bits
// expect: refused<27, fifty::names::join
// expect: shape<16, 16, 4>
#include <genn/genn.hpp>

#include "fifty_integers.hpp"

// 128 * 16777212 + one half is the most that fits.
#if defined(GENN_CONTROL)
using numbers = genn::i8<fifty::rows_to<16777211>>;
#else
using numbers = genn::i8<fifty::rows_to<16777212>>;
#endif

struct network : fifty::graph_of_product<fifty::bytes, numbers> {};
using model = genn::model<network>;

void classify(const float* x, float* y) { model::run(x, y); }
static_assert(model::arena_bytes <= 65536 && model::macs < 1000000);

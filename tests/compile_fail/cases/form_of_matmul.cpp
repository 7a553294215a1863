// SPDX-License-Identifier: BSL-1.0
// expect: matmul: operands and result must all be floats or all integers; put `quantize` or `dequantize` before it
// expect: refused<27, fifty::names::join
#include <genn/genn.hpp>

#include "fifty_integers.hpp"

// The second operand comes from the conversion, or from in front of it.
#if defined(GENN_CONTROL)
inline constexpr std::size_t columns = fifty::middle;
#else
inline constexpr std::size_t columns = fifty::middle - 1;
#endif
using numbers = genn::i8<fifty::rows_to<1000>>;

struct network : fifty::graph_of_product<fifty::bytes, numbers, columns> {};
using model = genn::model<network>;

void classify(const float* x, float* y) { model::run(x, y); }
static_assert(model::arena_bytes <= 65536 && model::macs < 1000000);

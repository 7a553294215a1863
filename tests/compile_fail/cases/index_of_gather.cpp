// SPDX-License-Identifier: BSL-1.0
// expect: gather: the numbers of rows must be f32, int32 or int64; put `dequantize` before it
// expect: refused<2, fifty::names::join
#include <genn/genn.hpp>

#include "fifty_integers.hpp"

#if defined(GENN_CONTROL)
using number = genn::int32;
#else
using number = fifty::bytes;
#endif

struct network
    : genn::network<genn::input<fifty::bytes, genn::shape<5, 4>>,
                    genn::input<number, genn::shape<3>>,
                    genn::node<genn::named<fifty::names::join, genn::gather>, genn::from<0, 1>>> {};
using model = genn::model<network>;

template <class T>
void classify(const std::int8_t* x, const T* rows, std::int8_t* y) {
  model::run(x, rows, y);
}
static_assert(model::arena_bytes <= 65536 && model::macs < 1000000);

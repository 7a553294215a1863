// SPDX-License-Identifier: BSL-1.0
// expect: scatter: integers must have one form and one scale, and only replace others; put `dequantize` before it
// expect: refused<3, fifty::names::join
#include <genn/genn.hpp>

#include "fifty_integers.hpp"

#if defined(GENN_CONTROL)
using function = genn::second;
#else
using function = genn::add;
#endif

struct network : genn::network<genn::input<fifty::bytes, genn::shape<5, 4>>,
                               genn::input<genn::int32, genn::shape<3>>,
                               genn::input<fifty::bytes, genn::shape<3, 4>>,
                               genn::node<genn::named<fifty::names::join, genn::scatter<function>>,
                                          genn::from<0, 1, 2>>> {};
using model = genn::model<network>;

void write(const std::int8_t* x, const std::int32_t* rows, const std::int8_t* parts,
           std::int8_t* y) {
  model::run(x, rows, parts, y);
}
static_assert(model::arena_bytes <= 65536 && model::macs < 1000000);

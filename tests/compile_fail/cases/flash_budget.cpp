// SPDX-License-Identifier: BSL-1.0
// expect: budget: the constants need more bytes of flash than allowed; raise the limit, or use fewer or smaller weights
// expect: max_flash<8192>
// expect: 14208
#include <genn/genn.hpp>

#include "fifty_layers.hpp"

struct network : fifty::chain<> {};
using model = genn::model<network>;

#if defined(GENN_CONTROL)
template struct genn::budget<model, genn::max_flash<14208>>;
#else
template struct genn::budget<model, genn::max_flash<8192>>;
#endif

// SPDX-License-Identifier: BSL-1.0
// expect: budget: the arena needs more bytes than allowed; raise the limit, or make the largest layer smaller (see describe())
// expect: max_arena<4096>
// expect: 8192
#include <genn/genn.hpp>

#include "fifty_layers.hpp"

struct network : fifty::chain<> {};
using model = genn::model<network>;

#if defined(GENN_CONTROL)
template struct genn::budget<model, genn::max_arena<8192>, genn::max_flash<1 << 16>>;
#else
template struct genn::budget<model, genn::max_arena<4096>, genn::max_flash<1 << 16>>;
#endif

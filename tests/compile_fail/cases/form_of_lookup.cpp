// SPDX-License-Identifier: BSL-1.0
// expect: map: the function takes numbers of another form; put `quantize`, or the function of this form, before it
// expect: refused<26, fifty::names::join
#include <genn/genn.hpp>

#include "fifty_integers.hpp"

#if defined(GENN_CONTROL)
using arriving = fifty::bytes;
#else
using arriving = fifty::words;
#endif
using lookup = genn::lookup<fifty::bytes, fifty::integers<genn::int8, 256>>;

struct network
    : fifty::chain_of_integers<arriving, fifty::bytes, genn::named<fifty::names::join, lookup>> {};
using model = genn::model<network>;

void classify(const float* x, float* y) { model::run(x, y); }
static_assert(model::arena_bytes <= 65536 && model::macs < 1000000);

// SPDX-License-Identifier: BSL-1.0
// expect: run: pass one buffer for each input and then for each output
#include <genn/genn.hpp>

#include "fifty_layers.hpp"

struct network : fifty::chain<> {};
using model = genn::model<network>;

#if defined(GENN_CONTROL)
void classify(const float* x, float* y) { model::run(x, y); }
#else
void classify(const float* x, float*) { model::run(x); }
#endif

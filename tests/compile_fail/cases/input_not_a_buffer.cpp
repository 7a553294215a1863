// SPDX-License-Identifier: BSL-1.0
// expect: run: the input has another element type than the network's input; pass a pointer to it, an array or a std::array
// expect: shape<16, 16, 4>
#include "fifty_layers.hpp"

struct network : fifty::chain<> {};
using model = genn::model<network>;

#if defined(GENN_CONTROL)
using buffer = const float*;
#else
using buffer = float;
#endif

void classify(buffer x, float* y) { model::run(x, y); }

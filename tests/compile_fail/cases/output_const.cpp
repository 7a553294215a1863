// SPDX-License-Identifier: BSL-1.0
// expect: run: the output has another element type than the network's output; pass a pointer to it, an array or a std::array, not const
// expect: shape<16, 16, 4>
#include "fifty_layers.hpp"

struct network : fifty::chain<> {};
using model = genn::model<network>;

#if defined(GENN_CONTROL)
using number = float;
#else
using number = const float;
#endif

void classify(const float* x, number* y) { model::run(x, y); }

// SPDX-License-Identifier: BSL-1.0
// expect: run: the input has another element type than the network's input; pass a pointer to it, an array or a std::array
// expect: shape<16, 16, 4>
// expect: double
#include "fifty_layers.hpp"

struct network : fifty::chain<> {};
using model = genn::model<network>;

#if defined(GENN_CONTROL)
using number = float;
#else
using number = double;
#endif

void classify(const number* x, float* y) { model::run(x, y); }

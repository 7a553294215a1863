// SPDX-License-Identifier: BSL-1.0
// expect: run: the output has another size than the network's output; pass as many elements as its shape says
// expect: shape<16, 16, 4>
#include "fifty_layers.hpp"

#include <array>

struct network : fifty::chain<> {};
using model = genn::model<network>;

#if defined(GENN_CONTROL)
std::array<float, 1024> y;
#else
std::array<float, 1023> y;
#endif

void classify(const float* x) { model::run(x, y); }

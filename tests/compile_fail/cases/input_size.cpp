// SPDX-License-Identifier: BSL-1.0
// expect: run: the input has another size than the network's input; pass as many elements as its shape says
// expect: shape<16, 16, 4>
// expect: float [16][16][3]
#include "fifty_layers.hpp"

struct network : fifty::chain<> {};
using model = genn::model<network>;

#if defined(GENN_CONTROL)
float image[16][16][4];
#else
float image[16][16][3];
#endif

void classify(float* y) { model::run(image, y); }

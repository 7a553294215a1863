// SPDX-License-Identifier: BSL-1.0
// expect: run: a buffer has another size than the network's tensor; pass as many elements as its shape says
// expect: input_fits<
// expect: shape<16, 16, 4>
// expect: [16][16][3]
#include <genn/genn.hpp>

#include "fifty_layers.hpp"

struct network : fifty::chain<> {};
using model = genn::model<network>;

#if defined(GENN_CONTROL)
float image[16][16][4];
#else
float image[16][16][3];
#endif

void classify(float* y) { model::run(image, y); }

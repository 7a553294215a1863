// SPDX-License-Identifier: BSL-1.0
// expect: run: a buffer has another size than the network's tensor; pass as many elements as its shape says
// expect: output_fits<
// expect: shape<16, 16, 4>
#include <genn/genn.hpp>

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

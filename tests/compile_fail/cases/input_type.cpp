// SPDX-License-Identifier: BSL-1.0
// expect: run: a buffer has another element type than the network's tensor; pass a pointer to it, an array or a std::array, for outputs not const
// expect: input_fits<
// expect: shape<16, 16, 4>
// expect: double
#include <genn/genn.hpp>

#include "fifty_layers.hpp"

struct network : fifty::chain<> {};
using model = genn::model<network>;

#if defined(GENN_CONTROL)
using number = float;
#else
using number = double;
#endif

void classify(const number* x, float* y) { model::run(x, y); }

// SPDX-License-Identifier: BSL-1.0
// expect: run: a buffer has another element type than the network's tensor; pass a pointer to it, an array or a std::array, for outputs not const
// expect: output_fits<
// expect: shape<16, 16, 4>
#include <genn/genn.hpp>

#include "fifty_layers.hpp"

struct network : fifty::chain<> {};
using model = genn::model<network>;

#if defined(GENN_CONTROL)
using number = float;
#else
using number = const float;
#endif

void classify(const float* x, number* y) { model::run(x, y); }

// SPDX-License-Identifier: BSL-1.0
// Matrix products with weights.
#pragma once

#include <genn/constants/packing.hpp>
#include <genn/kernels/reference/sum.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

/// Sizes of a linear layer: `rows` vectors of `inputs` numbers become vectors of `outputs` numbers.
struct contract_sizes {
  index_t rows, inputs, outputs;
  constexpr matrix_sizes weights() const { return {1, outputs, inputs}; }
};

namespace kernels::reference {

/// y[r, o] = f(bias[o] + sum over i of x[r, i] * w[o, i]), summed in the order of i.
template <class Packing, class X, class W, class B, class Y, class F>
constexpr void contract(const contract_sizes& n, X x, W w, B bias, Y y, F f) {
  for (index_t r = 0; r < n.rows; ++r)
    for (index_t o = 0; o < n.outputs; ++o) {
      auto sum = bias[o];
      for (index_t i = 0; i < n.inputs; ++i)
        sum += product<decltype(sum)>(x[r * n.inputs + i],
                                      weight_at<Packing>(w, n.weights(), 0, o, i));
      y[r * n.outputs + o] = static_cast<element_of<Y>>(finish(f, sum, o));
    }
}

}  // namespace kernels::reference

GENN_NAMESPACE_END

#include <genn/undef.hpp>

// SPDX-License-Identifier: BSL-1.0
// Element-wise functions of tensors that broadcast against each other.
#pragma once

#include <genn/kernels/reference/sum.hpp>
#include <genn/shape/broadcast.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::reference {

/// y[i] = f(x[i]...) over tensors of one shape; y may be one of the operands.
template <class Y, class F, class... X>
constexpr void map(index_t count, Y y, F f, X... x) {
  for (index_t i = 0; i < count; ++i) y[i] = static_cast<element_of<Y>>(f(x[i]...));
}

/// An operand of one number, which every element meets.
template <class X>
struct repeated {
  X value;
  constexpr X operator[](index_t) const { return value; }
};

/// An operand and the steps with which it follows the output.
template <class X>
struct broadcast_operand {
  X x;
  broadcast_steps steps;
  index_t at = 0;
};

/// The same with operands whose axes of extent 1 repeat.
template <class Y, class F, class... X>
constexpr void map_broadcast(const extents& out, Y y, F f, broadcast_operand<X>... operand) {
  index_t index[max_rank] = {};
  const index_t count = out.size();
  for (index_t i = 0; i < count; ++i) {
    y[i] = static_cast<element_of<Y>>(f(operand.x[operand.at]...));
    for (index_t axis = out.rank - 1; axis >= 0; --axis) {
      ((operand.at += operand.steps.at[axis]), ...);
      if (++index[axis] < out.at[axis]) break;
      index[axis] = 0;
      ((operand.at -= operand.steps.at[axis] * out.at[axis]), ...);
    }
  }
}

}  // namespace kernels::reference

GENN_NAMESPACE_END

#include <genn/undef.hpp>

// SPDX-License-Identifier: BSL-1.0
// The kernels of integer layers by one call, so that a table of layers can be run through.
#pragma once

#include <genn/kernels/instance.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels {

enum class integer_family { none, contract, small_contract, convolution, depthwise };

constexpr int number_of(reference::no_sum<std::int32_t>*) { return 0; }
constexpr int number_of(flash_view<int32>*) { return 1; }
constexpr int number_of(reference::shifted_bias<flash_view<int16>>*) { return 2; }

/// The code of a layer that is data. Layers of one form whose `number` is the same share it where
/// kernels know no shapes.
template <integer_family Family, class Shape, class Packing, class Element, class B, class F>
struct integer_kernel {
  static constexpr int number =
      int(Family) +
      5 * (number_of(static_cast<B*>(nullptr)) + 3 * (int(F::known) + 3 * int(order_of<Packing>)));
  template <class Layer, class X, class Y>
  static GENN_ALWAYS_INLINE void run(const Layer& l, const X* x, Y* y, void* scratch) {
    constexpr bool is_large = Family == integer_family::contract;
    if constexpr (is_large || Family == integer_family::small_contract)
      integer_contract<is_large, Packing, Element, B, F>(l, x, y);
    else if constexpr (Family == integer_family::convolution)
      integer_convolution<Shape, Packing, Element, B, F>(l, x, y, scratch);
    else
      integer_depthwise<Shape, Element, B, F>(l, x, y, scratch);
  }
};

/// The family of a layer, from the choice of its kernel.
constexpr integer_family family_of(const choice& c) {
  return c.family == kernel_family::integers            ? integer_family::convolution
         : c.family == kernel_family::integer_depthwise ? integer_family::depthwise
                                                        : integer_family::none;
}

}  // namespace kernels

GENN_NAMESPACE_END

#include <genn/undef.hpp>

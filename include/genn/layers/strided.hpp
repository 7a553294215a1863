// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <genn/kernels/reference/move.hpp>
#include <genn/layers/layer.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

/// Elements between neighbours along each axis of the output: 0 repeats, negative walks backwards.
template <index_t... Elements>
struct pitch {
  static constexpr extents value{sizeof...(Elements), {Elements...}};
};

namespace detail {

template <class Layer, class In>
struct strided_fits {
  static constexpr bool inside() {
    index_t low = Layer::offset, high = Layer::offset;
    for (index_t axis = 0; axis < Layer::shape::rank; ++axis) {
      const index_t way = (Layer::shape::value.at[axis] - 1) * Layer::pitch::value.at[axis];
      (way < 0 ? low : high) += way;
    }
    return low >= 0 && high < In::size;
  }
  static constexpr bool value = Layer::shape::rank == Layer::pitch::value.rank && inside();
};

template <class Layer, class In, bool Fits = strided_fits<Layer, In>::value>
struct strided_on : misfit<strided_fits<Layer, In>> {};

template <class Layer, class In>
struct strided_on<Layer, In, true> : reading<tensor<typename In::element, typename Layer::shape>> {
  template <class Y, class X>
  static void run(void*, Y* y, X x) {
    evaluate(y, x);
  }
  template <class Y, class X>
  static constexpr void evaluate(Y* y, X x) {
    kernels::reference::strided_copy(Layer::shape::value, Layer::pitch::value, Layer::offset, x, y);
  }
};

}  // namespace detail

template <class Network, std::size_t I, class Name, class Layer, class In>
struct model_of<Network, refused<I, Name, detail::strided_fits<Layer, In>>>
    : detail::refused_model {
  static_assert(detail::strided_fits<Layer, In>::value,
                "strided: the walk leaves the input; give a pitch<> to each axis of the shape");
};

/// A walk over the input as memory: element [i0, i1, ...] of the output is element Offset + i0 *
/// pitch0 + i1 * pitch1 + ... of the input. Slices, flips, repeats.
template <class Shape, index_t Offset, class Pitch>
struct strided {
  static constexpr char kind[] = "strided";
  static constexpr std::size_t arity = 1;
  using shape = Shape;
  using pitch = Pitch;
  static constexpr index_t offset = Offset;

  template <class In>
  using on = detail::strided_on<strided, In>;
};

GENN_NAMESPACE_END

#include <genn/undef.hpp>

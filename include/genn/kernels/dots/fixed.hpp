// SPDX-License-Identifier: BSL-1.0
// Kernels of integers for machines on which code may be large: the compiler knows the windows.
#pragma once

#include <genn/kernels/dots/byte_quads.hpp>
#include <genn/kernels/dots/depthwise.hpp>
#include <genn/kernels/dots/depthwise_by_row_pairs.hpp>
#include <genn/kernels/dots/depthwise_by_rows.hpp>
#include <genn/kernels/dots/padded.hpp>
#include <genn/kernels/dots/pairs.hpp>
#include <genn/kernels/dots/tiles.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::dots {

/// In place of a shape that a kernel does not know.
struct any_shape {};

/// The shape of a layer where kernels know it.
template <class Shape>
using known_shape = std::conditional_t<(GENN_INTEGER_BYTES > 0), Shape, any_shape>;

#if GENN_INTEGER_BYTES > 0

/// The fastest unit of this machine for some outputs over inputs of type X.
template <class X, index_t Outputs>
struct fastest_unit {
  using type = pairs;
};
#  if GENN_HAS_VNNI
template <index_t Outputs>
struct fastest_unit<std::int8_t, Outputs> {
  using type = byte_quads<(Outputs > 48 ? 4 : (Outputs + 15) / 16)>;
};
#  endif

/// As reference::convolution, depth 1; n: the sizes of Shape, or of some of its rows. `scratch`
/// holds patch_bytes(n). y may begin lag_of_pointwise(n) in front of x.
template <class Shape, class Packing, class X, class W, class B, class Y, class F>
GENN_ALWAYS_INLINE void fixed_convolution(const window_sizes& n, const X* x, const W* w, B bias,
                                          Y* y, const F& f, std::int16_t padding, void* scratch) {
  using unit = typename fastest_unit<X, Shape::value.group_features()>::type;
  using input = typename unit::input;
  const input zero = unit::widened(padding);
  if constexpr (is_padded<Shape, input>()) {
    using padded = padded_shape<Shape>;
    input whole[std::size_t(padded::value.in_size())];
    pad<unit>(n, x, zero, whole);
    convolution_in_tiles<unit, padded, Packing, input, W, B, Y, F>{
        over_padded(n), whole, w, bias, y, f, zero}
        .run(scratch);
  } else {
    convolution_in_tiles<unit, Shape, Packing, X, W, B, Y, F>{n, x, w, bias, y, f, zero}.run(
        scratch);
  }
}

/// As reference::convolution where every group is one channel in, one out; weights tap-major,
/// depth 1. `scratch` holds depthwise_scratch(n). y may begin lag_of_depthwise(n) in front of x.
template <class Shape, class X, class W, class B, class Y, class F>
GENN_ALWAYS_INLINE void fixed_depthwise(const window_sizes& n, const X* x, const W* w, B bias, Y* y,
                                        const F& f, X padding, void* scratch) {
  if constexpr (row_pairs_cut<Shape, X, F>::fits)
    depthwise_by_row_pairs<Shape, X, W, B, Y, F>{{n, x, w, bias, y, f, padding}}.run();
  else if constexpr (depthwise_cut<Shape, X, F>::fits)
    depthwise_by_rows<Shape, X, W, B, Y, F>{{n, x, w, bias, y, f, padding}}.run();
  else
    depthwise(n, x, w, bias, y, f, padding, scratch);
}

#endif

}  // namespace kernels::dots

GENN_NAMESPACE_END

#include <genn/undef.hpp>

// SPDX-License-Identifier: BSL-1.0
// Kernels with their sizes known to the compiler. Keyed on sizes, tile and function, never on a
// layer or its weights: layers of equal sizes share their code.
#pragma once

#include <genn/kernels/armv6m/depthwise_sums.hpp>
#include <genn/kernels/armv6m/patch.hpp>
#include <genn/kernels/armv7em/contract.hpp>
#include <genn/kernels/armv7em/depthwise_sums.hpp>
#include <genn/kernels/armv7em/patch.hpp>
#include <genn/kernels/dots/convolution.hpp>
#include <genn/kernels/dots/depthwise.hpp>
#include <genn/kernels/portable/contract.hpp>
#include <genn/kernels/portable/convolution.hpp>
#include <genn/kernels/portable/depthwise.hpp>
#include <genn/kernels/portable/integer_contract.hpp>
#include <genn/kernels/portable/integer_convolution.hpp>
#include <genn/kernels/portable/integer_depthwise.hpp>
#include <genn/kernels/portable/sparse_contract.hpp>
#include <genn/kernels/portable/sparse_convolution.hpp>
#include <genn/kernels/reference/sparse.hpp>
#include <genn/kernels/select.hpp>
#include <genn/kernels/vectors/convolution.hpp>
#include <genn/kernels/vectors/depthwise.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels {

template <index_t Rows, index_t Inputs, index_t Outputs>
struct contract_shape {
  static constexpr contract_sizes value{Rows, Inputs, Outputs};
};

template <index_t In, index_t Out, index_t Kernel, index_t Stride, index_t Dilation, index_t Before>
struct axis_shape {
  static constexpr window_axis value{In, Out, Kernel, Stride, Dilation, Before};
};

template <index_t Batch, class Depth, class Height, class Width, index_t Channels, index_t Features,
          index_t Groups>
struct window_shape {
  static constexpr window_sizes value{Batch,    Depth::value, Height::value, Width::value,
                                      Channels, Features,     Groups};
};

template <class Shape>
struct flat_shape {
  static constexpr window_sizes value = flattened(Shape::value);
};

/// The shape of `Holder::sizes`.
template <class Holder>
using window_shape_of =
    window_shape<Holder::sizes.batch,
                 axis_shape<Holder::sizes.depth.in, Holder::sizes.depth.out,
                            Holder::sizes.depth.kernel, Holder::sizes.depth.stride,
                            Holder::sizes.depth.dilation, Holder::sizes.depth.before>,
                 axis_shape<Holder::sizes.height.in, Holder::sizes.height.out,
                            Holder::sizes.height.kernel, Holder::sizes.height.stride,
                            Holder::sizes.height.dilation, Holder::sizes.height.before>,
                 axis_shape<Holder::sizes.width.in, Holder::sizes.width.out,
                            Holder::sizes.width.kernel, Holder::sizes.width.stride,
                            Holder::sizes.width.dilation, Holder::sizes.width.before>,
                 Holder::sizes.channels, Holder::sizes.features, Holder::sizes.groups>;

namespace reference {

/// A linear layer over weights of any packing.
template <class Packing, class X, class W, class B, class Y, class F>
constexpr void any_contract(const contract_sizes& n, X x, W w, B bias, Y y, F f) {
  if constexpr (Packing::sparse)
    sparse_contract(n, x, w, bias, y, f);
  else
    contract<Packing>(n, x, w, bias, y, f);
}

/// A convolution over weights of any packing.
template <class Packing, class X, class W, class B, class Y, class F, class Padding>
constexpr void any_convolution(const window_sizes& n, X x, W w, B bias, Y y, F f, Padding padding) {
  if constexpr (Packing::sparse)
    sparse_convolution(n, x, w, bias, y, f, padding);
  else
    convolution<Packing>(n, x, w, bias, y, f, padding);
}

}  // namespace reference

/// Linear layer of sizes `Shape` by the chosen kernel.
template <class Shape, class Packing, kernel_family Family, class Tile, class X, class W, class B,
          class Y, class F>
GENN_NOINLINE void contract(const X* x, W w, B bias, Y* y, F f) {
  if constexpr (Family == kernel_family::tiles)
    portable::contract<Tile>(Shape::value, x, w, bias, y, f);
  else
    reference::any_contract<Packing>(Shape::value, x, w, bias, y, f);
}

/// Convolution of sizes `Shape` by the chosen kernel.
template <class Shape, class Packing, kernel_family Family, class Tile, class X, class W, class B,
          class Y, class F, class Padding>
GENN_NOINLINE void convolution(const X* x, W w, B bias, Y* y, F f, Padding padding) {
  if constexpr (Family == kernel_family::tiles && Tile::lanes > 1)
    vectors::convolution<flat_shape<Shape>, Tile>(x, w, bias, y, f);
  else if constexpr (Family == kernel_family::tiles)
    portable::convolution<Tile>(Shape::value, x, w, bias, y, f);
  else if constexpr (Family == kernel_family::depthwise && Tile::pixels > 1)
    vectors::depthwise<Shape, Tile>(x, w, bias, y, f);
  else if constexpr (Family == kernel_family::depthwise)
    portable::depthwise<Tile>(Shape::value, x, w, bias, y, f);
  else
    reference::any_convolution<Packing>(Shape::value, x, w, bias, y, f, padding);
}

/// What padding reads as.
constexpr std::int16_t padding_value(reference::zero_padding) { return 0; }
constexpr std::int16_t padding_value(reference::zero_point_padding p) {
  return std::int16_t(p.value);
}

/// Linear layer of one vector of integers, of any size.
template <class X, class W, class B, class Y, class F>
GENN_NOINLINE void integer_contract(index_t inputs, index_t outputs, const X* x, W w, B bias, Y* y,
                                    F f) {
  if constexpr (GENN_HAS_DSP)
    armv7em::integer_contract(inputs, outputs, x, w.data, bias, y, f);
  else
    portable::integer_contract(inputs, outputs, x, w.data, bias, y, f);
}

/// Convolution of integers of any size.
template <class Packing, class X, class W, class B, class Y, class F>
GENN_NOINLINE void integer_convolution(const window_sizes& n, const X* x, W w, B bias, Y* y, F f,
                                       std::int16_t padding, void* scratch) {
  if constexpr (GENN_INTEGER_BYTES > 0 || !std::is_same_v<Packing, row_major>)
    dots::convolution<typename dots::fastest_unit<X>::type, Packing>(n, x, w.data, bias, y, f,
                                                                     padding, scratch);
  else if constexpr (GENN_HAS_DSP)
    portable::integer_convolution<armv7em::patch<X>>(n, x, w.data, bias, y, f, padding, scratch);
  else if constexpr (GENN_HAS_ARMV6M)
    portable::integer_convolution<armv6m::patch<X>>(n, x, w.data, bias, y, f, padding, scratch);
  else
    portable::integer_convolution<portable::patch<X>>(n, x, w.data, bias, y, f, padding, scratch);
}

/// Depthwise convolution of integers of any size.
template <class X, class W, class B, class Y, class F>
GENN_NOINLINE void integer_depthwise(const window_sizes& n, const X* x, W w, B bias, Y* y, F f,
                                     X padding, void* scratch) {
#if GENN_INTEGER_BYTES > 0
  dots::depthwise(n, x, w.data, bias, y, f, padding, scratch);
#else
  if constexpr (GENN_HAS_DSP)
    portable::integer_depthwise<armv7em::four_channels>(n, x, w.data, bias, y, f, padding, scratch);
  else if constexpr (GENN_HAS_ARMV6M)
    portable::integer_depthwise<armv6m::two_windows>(n, x, w.data, bias, y, f, padding, scratch);
  else
    portable::integer_depthwise<portable::channel_by_channel>(n, x, w.data, bias, y, f, padding,
                                                              scratch);
#endif
}

/// Linear layer over weights without their zeros.
template <class Shape, class X, class Rows, class B, class Y, class F>
GENN_NOINLINE void sparse_contract(const X* x, Rows rows, B bias, Y* y, F f,
                                   [[maybe_unused]] void* scratch) {
  if constexpr (Shape::value.rows == 1)
    portable::sparse_contract(Shape::value.inputs, Shape::value.outputs, x, rows, bias, y, f);
  else
    portable::sparse_convolution(as_window(Shape::value), x, rows, bias, y, f,
                                 reference::zero_padding{}, scratch);
}

/// Convolution over weights without their zeros.
template <class Shape, class X, class Rows, class B, class Y, class F, class Padding>
GENN_NOINLINE void sparse_convolution(const X* x, Rows rows, B bias, Y* y, F f, Padding padding,
                                      void* scratch) {
  portable::sparse_convolution(flattened(Shape::value), x, rows, bias, y, f, padding, scratch);
}

}  // namespace kernels

GENN_NAMESPACE_END

#include <genn/undef.hpp>

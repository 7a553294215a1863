// SPDX-License-Identifier: BSL-1.0
// Kernels with their sizes known to the compiler. Keyed on sizes, tile and function, never on a
// layer or its weights: layers of equal sizes share their code.
#pragma once

#include <genn/kernels/armv6m/depthwise_sums.hpp>
#include <genn/kernels/armv6m/patch.hpp>
#include <genn/kernels/armv6m/sparse_pointwise.hpp>
#include <genn/kernels/armv7em/contract.hpp>
#include <genn/kernels/armv7em/depthwise.hpp>
#include <genn/kernels/armv7em/paired_contract.hpp>
#include <genn/kernels/armv7em/patch.hpp>
#include <genn/kernels/armv7em/sparse_contract.hpp>
#include <genn/kernels/armv7em/sparse_pointwise.hpp>
#include <genn/kernels/armv7em/sparse_positions.hpp>
#include <genn/kernels/armv7em/sparse_windows.hpp>
#include <genn/kernels/armv81m/contract.hpp>
#include <genn/kernels/armv81m/convolution.hpp>
#include <genn/kernels/armv81m/depthwise.hpp>
#include <genn/kernels/dots/contract.hpp>
#include <genn/kernels/dots/convolution.hpp>
#include <genn/kernels/dots/fixed.hpp>
#include <genn/kernels/integer_layer.hpp>
#include <genn/kernels/pooled_rows.hpp>
#include <genn/kernels/portable/contract.hpp>
#include <genn/kernels/portable/convolution.hpp>
#include <genn/kernels/portable/depthwise.hpp>
#include <genn/kernels/portable/integer_contract.hpp>
#include <genn/kernels/portable/integer_convolution.hpp>
#include <genn/kernels/portable/integer_depthwise.hpp>
#include <genn/kernels/portable/sparse_contract.hpp>
#include <genn/kernels/portable/sparse_convolution.hpp>
#include <genn/kernels/portable/sparse_pointwise.hpp>
#include <genn/kernels/reference/sparse.hpp>
#include <genn/kernels/select.hpp>
#include <genn/kernels/small/contract.hpp>
#include <genn/kernels/small/convolution.hpp>
#include <genn/kernels/small/depthwise.hpp>
#include <genn/kernels/small/paired_contract.hpp>
#include <genn/kernels/vectors/convolution.hpp>
#include <genn/kernels/vectors/depthwise.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels {

template <index_t Rows, index_t Inputs, index_t Outputs>
struct contract_shape {
  static constexpr contract_sizes value{Rows, Inputs, Outputs};
};

/// Of the windows that a linear layer is.
template <class Contract>
struct contract_windows {
  static constexpr window_sizes value = as_window(Contract::value);
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

/// The sizes of a convolution as a whole, or of some of its rows.
constexpr const window_sizes& sizes_of(const window_sizes& whole) { return whole; }
template <bool AlongWidth>
constexpr window_sizes sizes_of(const window_sizes& whole, const row_part<AlongWidth>& part) {
  return part.of(whole);
}

/// Rows of the input in front of the first one that a part reads.
template <bool AlongWidth>
GENN_ALWAYS_INLINE index_t rows_before(const window_sizes& whole,
                                       const row_part<AlongWidth>& part) {
  const index_t first = (AlongWidth ? whole.width : whole.height).start(part.out.begin);
  return first > 0 ? first : 0;
}

/// What an integer layer reads, as a whole or for some of its rows.
template <class X>
constexpr const X* input_of(const X* x, const window_sizes&) {
  return x;
}
template <class X, bool AlongWidth>
GENN_ALWAYS_INLINE const X* input_of(const X* x, const window_sizes& whole,
                                     const row_part<AlongWidth>& part) {
  return x + rows_before(whole, part) * whole.channels * (AlongWidth ? 1 : whole.width.in);
}

/// The layer as a whole, or some of its rows over that input.
template <class Layer>
constexpr const Layer& layer_of(const Layer& l, const window_sizes&) {
  return l;
}
template <class Layer, bool AlongWidth>
GENN_ALWAYS_INLINE Layer layer_of(const Layer& l, const window_sizes& whole,
                                  row_part<AlongWidth> part) {
  part.in.begin = rows_before(whole, part);
  Layer rows = l;
  rows.set_sizes(part.of(whole));
  return rows;
}

/// Whether a part is some rows of the whole width.
template <class... Part>
inline constexpr bool along_height = (std::is_same_v<Part, row_part<false>> && ...);

/// Convolution of sizes `Shape`, or of some of its rows, by the chosen kernel.
template <class Shape, class Packing, kernel_family Family, class Tile, class X, class W, class B,
          class Y, class F, class Padding, class... Part>
GENN_NOINLINE void convolution(const X* x, W w, B bias, Y* y, F f, Padding padding, Part... part) {
  const window_sizes& n = sizes_of(Shape::value, part...);
  constexpr bool whole = sizeof...(Part) == 0;
  constexpr bool in_vectors = this_machine.has_vectors();
  if constexpr (Family == kernel_family::tiles && in_vectors && Tile::lanes > 1 && whole)
    vectors::convolution<flat_shape<Shape>, Tile>(x, w, bias, y, f);
  else if constexpr (Family == kernel_family::tiles && in_vectors && Tile::lanes > 1 &&
                     along_height<Part...> && Tile::pixels <= Shape::value.width.out)
    vectors::convolution<Shape, Tile>(x, w, bias, y, f, n);
  else if constexpr (Family == kernel_family::tiles && whole)
    portable::convolution<Tile>(flat_shape<Shape>::value, x, w, bias, y, f);
  else if constexpr (Family == kernel_family::tiles)
    portable::convolution<Tile>(n, x, w, bias, y, f);
  else if constexpr (Family == kernel_family::depthwise && in_vectors && whole && Tile::pixels > 1)
    vectors::depthwise<Shape, Tile>(x, w, bias, y, f);
  else if constexpr (Family == kernel_family::depthwise)
    portable::depthwise<Tile>(n, x, w, bias, y, f);
  else
    reference::any_convolution<Packing>(n, x, w, bias, y, f, padding);
}

/// Whether less code is worth more than speed; kernels of vectors are small as they are.
inline constexpr bool is_small = GENN_IS_SMALL && !GENN_HAS_MVE && GENN_INTEGER_BYTES == 0;

/// Whether a linear layer of one vector has a kernel of its own.
constexpr bool is_large(const contract_sizes& n) {
  return !GENN_HAS_DSP || GENN_HAS_MVE || has_many_weights(n);
}

/// Linear layer of one vector of integers, of any size.
template <bool IsLarge, class Packing, class Element, class B, class F, class Layer, class Y>
GENN_NOINLINE void integer_contract(const Layer& l, const typename Element::type* x, Y* y) {
  const index_t inputs = l.inputs(), outputs = l.outputs();
  const auto* const w = weights_of<Element>(l);
  const B bias = bias_of<B>(l);
  const F f = end_of<F>(l);
  if constexpr (std::is_same_v<Packing, output_pairs>) {
    if constexpr (GENN_HAS_DSP && !GENN_HAS_MVE && !is_small)
      armv7em::paired_contract(inputs, outputs, x, w, bias, y, f);
    else
      small::paired_contract(inputs, outputs, x, w, bias, y, f);
    return;
  }
#if GENN_INTEGER_BYTES > 0
  dots::contract(inputs, outputs, x, w, bias, y, f);
#else
  if constexpr (GENN_HAS_MVE)
    armv81m::integer_contract(inputs, outputs, x, w, bias, y, f);
  else if constexpr (is_small || (GENN_HAS_DSP && !IsLarge))
    small::integer_contract(inputs, outputs, x, w, bias, y, f);
  else if constexpr (GENN_HAS_DSP)
    armv7em::integer_contract(inputs, outputs, x, w, bias, y, f);
  else
    portable::integer_contract(inputs, outputs, x, w, bias, y, f);
#endif
}

/// What gathers and multiplies the inputs of X whose sums end by F.
template <class X, class F>
using patch_for =
    std::conditional_t<GENN_HAS_DSP && F::known == reference::ending::rounded, armv7em::patch<X>,
                       std::conditional_t<GENN_HAS_ARMV6M, armv6m::patch<X>, portable::patch<X>>>;

/// Convolution of integers; where kernels know no shapes, of any size.
template <class Shape, class Packing, class Element, class B, class F, class Layer>
GENN_NOINLINE void integer_convolution(const Layer& known, const typename Element::type* x,
                                       typename Element::type* y, void* scratch) {
  const Layer& l = hidden(known);
  using X = typename Element::type;
  const window_sizes n = l.all_sizes();
  const auto* const w = weights_of<Element>(l);
  const B bias = bias_of<B>(l);
  const F f = end_of<F>(l);
#if GENN_INTEGER_BYTES > 0
  if constexpr (!std::is_same_v<Shape, dots::any_shape>)
    dots::fixed_convolution<Shape, Packing>(n, x, w, bias, y, f, l.padding(), scratch);
  else
#endif
      if constexpr (!std::is_same_v<Packing, row_major>)
    dots::convolution(n, x, w, bias, y, f, l.padding(), scratch);
  else if constexpr (GENN_HAS_MVE)
    armv81m::integer_convolution(n, x, w, bias, y, f, l.padding(), scratch);
  else if constexpr (is_small)
    small::integer_convolution<patch_for<X, F>>(n, x, w, bias, y, f, X(l.padding()), scratch);
  else
    portable::integer_convolution<patch_for<X, F>>(n, x, w, bias, y, f, l.padding(), scratch);
}

/// Depthwise convolution of integers; where kernels know no shapes, of any size.
template <class Shape, class Element, class B, class F, class Layer>
GENN_NOINLINE void integer_depthwise(const Layer& known, const typename Element::type* x,
                                     typename Element::type* y, void* scratch) {
  const Layer& l = hidden(known);
  using X = typename Element::type;
  const window_sizes n = l.all_sizes();
  const auto* const w = weights_of<Element>(l);
  const B bias = bias_of<B>(l);
  const F f = end_of<F>(l);
  const X padding = X(l.padding());
#if GENN_INTEGER_BYTES > 0
  if constexpr (!std::is_same_v<Shape, dots::any_shape>)
    dots::fixed_depthwise<Shape>(n, x, w, bias, y, f, padding, scratch);
  else
    dots::depthwise(n, x, w, bias, y, f, padding, scratch);
#else
  if constexpr (GENN_HAS_MVE)
    armv81m::integer_depthwise(n, x, w, bias, y, f, padding, scratch);
  else if constexpr (is_small)
    small::integer_depthwise(n, x, w, bias, y, f, padding, scratch);
  else if constexpr (GENN_HAS_DSP && F::known == reference::ending::rounded)
    armv7em::integer_depthwise(n, x, w, bias, y, f, padding, scratch);
  else if constexpr (GENN_HAS_ARMV6M)
    portable::integer_depthwise<armv6m::two_windows>(n, x, w, bias, y, f, padding, scratch);
  else
    portable::integer_depthwise<portable::channel_by_channel>(n, x, w, bias, y, f, padding,
                                                              scratch);
#endif
}

/// Whether weights are integers that lie in flash by gaps, and whether all gaps are short.
template <class Rows>
struct gaps_in_flash {
  static constexpr bool any = false, short_ones = false;
};
template <class Value, class Counts, bool Escapes>
struct gaps_in_flash<
    gap_rows<reader<flash_view<Value>>, reader<flash_view<uint8>>, Counts, Escapes>> {
  static constexpr bool any = Value::form != form::f32, short_ones = any && !Escapes;
};

/// Whether loops in this machine's instructions over such rows make bytes of their sums.
template <class Rows, class B, class F, reference::ending Known>
inline constexpr bool ends_in_registers =
    !is_small && std::is_same_v<F, reference::rescale_by_channel<flash_view<int16>, Known>> &&
    std::is_same_v<B, flash_view<int32>> &&
    std::is_same_v<Rows, gap_rows<reader<flash_view<int8>>, reader<flash_view<uint8>>,
                                  reader<flash_view<uint8>>, false>>;

/// The end of sums of a linear layer over such weights: all that a kernel knows of it.
template <class F>
constexpr auto sparse_end(const F& f) {
  return of_any(f);
}
template <class M>
constexpr auto sparse_end(const reference::rescale_by_channel<M, reference::ending::rounded>& f) {
  return f;
}

/// Linear layer over weights without their zeros.
template <class Shape, class X, class Rows, class B, class Y, class F>
GENN_NOINLINE void sparse_contract(const X* x, Rows rows, B bias, Y* y, F f,
                                   [[maybe_unused]] void* scratch) {
  if constexpr (Shape::value.rows == 1 && ends_in_registers<Rows, B, F, reference::ending::rounded>)
    armv7em::sparse_rows(Shape::value.outputs, x, rows, bias, y, f);
  else if constexpr (Shape::value.rows == 1 && GENN_HAS_DSP && gaps_in_flash<Rows>::any)
    armv7em::sparse_contract(Shape::value.outputs, x, rows, bias, y, f);
  else if constexpr (Shape::value.rows == 1)
    portable::sparse_contract(Shape::value.inputs, Shape::value.outputs, x, rows, bias, y, f);
  else
    portable::sparse_convolution(as_window(Shape::value), x, rows, bias, y, of_any(f),
                                 reference::zero_padding{}, scratch);
}

/// Convolution over weights without their zeros, or some rows of it.
template <class Shape, class X, class Rows, class B, class Y, class F, class Padding, class... Part>
GENN_NOINLINE void sparse_convolution(const X* x, Rows rows, B bias, Y* y, F f, Padding padding,
                                      void* scratch, Part... part) {
  const window_sizes n = flattened(sizes_of(Shape::value, part...));
  if constexpr (GENN_HAS_DSP && gaps_in_flash<Rows>::short_ones && shares_windows(Shape::value))
    armv7em::sparse_windows(n, x, rows, bias, y, f, padding_value(padding), scratch);
  else
    portable::sparse_convolution(n, x, rows, bias, y, of_any(f), padding, scratch);
}

/// Pointwise convolution of integers over weights without their zeros, of any size.
template <class X, class Rows, class B, class Y, class F>
GENN_NOINLINE void sparse_pointwise(const window_sizes& n, const X* x, Rows rows, B bias, Y* y, F f,
                                    void* scratch) {
  if constexpr (ends_in_registers<Rows, B, F, reference::ending::rounded>)
    armv7em::sparse_pointwise(n, x, rows, bias, y, f, scratch);
  else if constexpr (GENN_HAS_ARMV6M &&
                     ends_in_registers<Rows, B, F, reference::ending::whole_byte>)
    armv6m::sparse_pointwise(n, x, rows, bias, y, f, scratch);
  else if constexpr (GENN_HAS_DSP)
    portable::sparse_pointwise<armv7em::eight_positions>(n, x, rows, bias, y, f, scratch);
  else if constexpr (GENN_HAS_ARMV6M && sizeof(X) == 1)
    portable::sparse_pointwise<armv6m::eight_positions>(n, x, rows, bias, y, f, scratch);
  else
    portable::sparse_pointwise<portable::eight_positions>(n, x, rows, bias, y, f, scratch);
}

}  // namespace kernels

GENN_NAMESPACE_END

#include <genn/undef.hpp>

// SPDX-License-Identifier: BSL-1.0
// An integer layer as data: one constant in flash holds its sizes, where its weights lie and how
// its sums begin and end, so that the code of a layer is one call.
#pragma once

#include <genn/constants/constant.hpp>
#include <genn/kernels/reference/convolution.hpp>
#include <genn/kernels/reference/sum.hpp>
#include <genn/shape/window.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels {

/// Sizes of a window without depth, each a `Number`.
template <class Number>
struct flat_sizes {
  struct axis {
    Number in, out, kernel, stride, dilation, before;
    constexpr explicit axis(const window_axis& a)
        : in(Number(a.in)),
          out(Number(a.out)),
          kernel(Number(a.kernel)),
          stride(Number(a.stride)),
          dilation(Number(a.dilation)),
          before(Number(a.before)) {}
    constexpr window_axis whole() const { return {in, out, kernel, stride, dilation, before}; }
  };
  Number batch, channels, features, groups;
  axis height, width;

  constexpr explicit flat_sizes(const window_sizes& n)
      : batch(Number(n.batch)),
        channels(Number(n.channels)),
        features(Number(n.features)),
        groups(Number(n.groups)),
        height(n.height),
        width(n.width) {}
  GENN_NOINLINE constexpr window_sizes whole() const {
    return {batch, {}, height.whole(), width.whole(), channels, features, groups};
  }
};

constexpr bool fits_16_bits(const window_axis& a) {
  constexpr index_t most = 32767;
  return a.in <= most && a.out <= most && a.kernel <= most && a.stride <= most &&
         a.dilation <= most && a.before <= most && a.before >= -most;
}
constexpr bool fits_16_bits(const window_sizes& n) {
  constexpr index_t most = 32767;
  return n.batch <= most && n.channels <= most && n.features <= most && n.groups <= most &&
         fits_16_bits(n.height) && fits_16_bits(n.width);
}

/// What padding reads as.
constexpr std::int16_t padding_value(reference::zero_padding) { return 0; }
constexpr std::int16_t padding_value(reference::zero_point_padding p) {
  return std::int16_t(p.value);
}

/// What kernels of integers read. The addresses are those of elements whose types the kernel knows;
/// null where there are none.
template <class Number>
struct integer_layer {
  const void *weights, *bias, *multipliers;
  rescaling how;
  std::int16_t bias_shift, padding;
  flat_sizes<Number> sizes;
};

/// The constant of a layer. Numbers: its arithmetic; Sizes::value: its sizes.
template <class Weight, class Bias, class Numbers, class Sizes>
struct integer_layer_of {
  using number = std::conditional_t<fits_16_bits(Sizes::value), std::int16_t, index_t>;
  static constexpr integer_layer<number> value{address_of<Weight>(),
                                               address_of<Bias>(),
                                               address_of<typename Numbers::multiplier>(),
                                               Numbers::quant::rescale,
                                               Numbers::bias_shift,
                                               padding_value(Numbers::padding),
                                               flat_sizes<number>(Sizes::value)};
};

/// The layer, unknown to the compiler. Where it knows the arrays but not the sizes, GCC warns of
/// vectors that would not fit, in branches that such sizes never take.
template <class Layer>
GENN_ALWAYS_INLINE const Layer& hidden(const Layer& known) {
  const Layer* l = &known;
#if GENN_INTEGER_BYTES > 0
  __asm__("" : "+r"(l));
#endif
  return *l;
}

template <class Element, class Layer>
GENN_ALWAYS_INLINE const typename Element::stored* weights_of(const Layer& l) {
  return static_cast<const typename Element::stored*>(l.weights);
}
template <class B, class Layer>
GENN_ALWAYS_INLINE B bias_of(const Layer& l) {
  if constexpr (std::is_same_v<B, flash_view<int32>>)
    return {static_cast<const int32::stored*>(l.bias)};
  else if constexpr (std::is_same_v<B, reference::shifted_bias<flash_view<int16>>>)
    return {{static_cast<const int16::stored*>(l.bias)}, l.bias_shift};
  else
    return B{};
}
template <class F, class Layer>
GENN_ALWAYS_INLINE F end_of(const Layer& l) {
  if constexpr (std::is_same_v<F, reference::rescale_by_shift<F::known>>)
    return {l.how};
  else
    return {l.how, {static_cast<const int16::stored*>(l.multipliers)}};
}

}  // namespace kernels

GENN_NAMESPACE_END

#include <genn/undef.hpp>

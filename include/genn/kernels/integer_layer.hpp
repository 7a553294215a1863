// SPDX-License-Identifier: BSL-1.0
// An integer layer as data: one constant in flash holds its sizes, where its weights lie and how
// its sums begin and end, so that the code of a layer is one call.
#pragma once

#include <genn/constants/constant.hpp>
#include <genn/kernels/packed_layer.hpp>
#include <genn/kernels/reference/convolution.hpp>
#include <genn/kernels/reference/sum.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels {

/// What padding reads as.
constexpr std::int16_t padding_value(reference::zero_padding) { return 0; }
constexpr std::int16_t padding_value(reference::zero_point_padding p) {
  return std::int16_t(p.value);
}

/// The constant of a layer. Numbers: its arithmetic; Sizes::value: its sizes.
template <class Weight, class Bias, class Numbers, class Sizes>
struct integer_layer_of {
  static constexpr integer_layer whole{address_of<Weight>(),
                                       address_of<Bias>(),
                                       address_of<typename Numbers::multiplier>(),
                                       Numbers::quant::rescale,
                                       Numbers::bias_shift,
                                       padding_value(Numbers::padding),
                                       Sizes::value};
  using packed = packed_layer<typename Weight::element::type>;
  static constexpr bool fits = packed(whole).holds(whole);
  using type = std::conditional_t<fits, packed, integer_layer>;
  static constexpr type value{whole};
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
    return {{static_cast<const int16::stored*>(l.bias)}, l.bias_shift()};
  else
    return B{};
}
template <class F, class Layer>
GENN_ALWAYS_INLINE F end_of(const Layer& l) {
  if constexpr (std::is_same_v<F, reference::rescale_by_shift<F::known>>)
    return {l.rescale()};
  else
    return {l.rescale(), {static_cast<const int16::stored*>(l.multipliers)}};
}

}  // namespace kernels

GENN_NAMESPACE_END

#include <genn/undef.hpp>

// SPDX-License-Identifier: BSL-1.0
// The arithmetic of a layer with weights: where its sums begin, how they end, and the proof that
// they fit. Kernels are the same for all forms; this is what differs.
#pragma once

#include <genn/constants/constant.hpp>
#include <genn/kernels/ending.hpp>
#include <genn/kernels/reference/convolution.hpp>
#include <genn/layers/layer.hpp>
#include <genn/layers/verify.hpp>
#include <genn/number/sum_bound.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

/// Option of a layer: the element type of its result, i8<Quant> or i16<Quant>. Beside `value`, the
/// quantization, Quant holds what the layer's arithmetic needs (docs/numbers.md).
template <class Element>
struct to {
  using element = Element;
};

namespace detail {

// The element type that to<> names, or Default.
template <class Default, class... Given>
struct element_given {
  using type = Default;
};
template <class Default, class Element, class... Rest>
struct element_given<Default, to<Element>, Rest...> {
  using type = Element;
};
template <class Default, class First, class... Rest>
struct element_given<Default, First, Rest...> : element_given<Default, Rest...> {};

// Weights, read by View: by index, or row by row where zeros are left out.
template <class View, class Weight>
constexpr auto weights_by() {
  if constexpr (is_sparse<Weight>)
    return Weight::packing::template rows<View, Weight>();
  else if constexpr (std::is_same_v<View, from_flash>)
    return in_flash<Weight>();  // one function less for each weight in the debug information
  else
    return View::template view<Weight>();
}

// Bias of a sum of type Sum, read by View.
template <class View, class Sum, class Bias>
constexpr auto bias_by() {
  if constexpr (Bias::size == 0)
    return kernels::reference::no_sum<Sum>{};
  else
    return View::template view<Bias>();
}

// Sums of bytes may end in 16 bits; else operands and results have one form.
template <class Layer, class In>
inline constexpr form form_of_sums =
    In::element::form == form::i8&& Layer::result::form == form::i16 ? form::i8
                                                                     : Layer::result::form;

template <class Layer, class In, form Form = form_of_sums<Layer, In>>
struct arithmetic;

template <class Layer, class In>
struct arithmetic<Layer, In, form::f32> {
  static constexpr bool same_form = std::is_same_v<typename In::element, f32> &&
                                    std::is_same_v<typename Layer::weight::element, f32>;
  static constexpr bool proved = true;
  template <class>
  static constexpr bool verified() {
    return true;
  }
  static constexpr std::int64_t largest_sum = 0;
  static constexpr index_t constant_bytes = 0;
  static constexpr kernels::reference::zero_padding padding{};

  template <class View>
  static constexpr auto bias() {
    return bias_by<View, float, typename Layer::bias>();
  }
  template <class View>
  static constexpr auto end() {
    return typename Layer::function{};
  }
  template <class View>
  static constexpr auto sparse_end() {
    return end<View>();
  }
};

// What the integer forms share.
template <class Layer, class In, form Form, class Weight>
struct integer_arithmetic {
  using quant = typename Layer::result::quant;
  static constexpr bool same_form =
      In::element::form == Form && std::is_same_v<typename Layer::weight::element, Weight>;
  static constexpr std::int64_t largest_input = In::element::value.largest();
  static constexpr std::int64_t largest_sum = quant::sums.largest(largest_input);
  static constexpr bool proved = fits_32_bits(quant::sums, largest_input, quant::rescale);
  /// The sums that the proof rests on are those of the weights, a matrix of `Sizes::value`.
  template <class Sizes>
  static constexpr bool verified() {
    if constexpr (GENN_VERIFIES_SUMS)
      return sums_are_right<Layer, Sizes>();
    else
      return true;
  }
};

template <class Layer, class In>
struct arithmetic<Layer, In, form::i8> : integer_arithmetic<Layer, In, form::i8, int8> {
  using quant = typename Layer::result::quant;
  using multiplier = typename quant::multiplier;
  static constexpr std::int16_t bias_shift = 0;
  static constexpr index_t constant_bytes = flash_bytes<multiplier>();
  static constexpr kernels::reference::zero_point_padding padding{In::element::value.zero_point};

  template <class View>
  static constexpr auto bias() {
    return bias_by<View, std::int32_t, typename Layer::bias>();
  }
  template <class View>
  static constexpr auto end() {
    using multipliers = decltype(View::template view<multiplier>());
    constexpr rescaling how = quant::rescale;
    return kernels::reference::rescale_by_channel<multipliers,
                                                  kernels::ending_with_multiplier(how)>{
        how, View::template view<multiplier>()};
  }
  /// The same over weights without their zeros: known only where no sum is shifted left for it.
  template <class View>
  static constexpr auto sparse_end() {
    constexpr rescaling how = quant::rescale;
    constexpr bool is_rounded = decltype(end<View>())::known == kernels::reference::ending::rounded;
    if constexpr (is_rounded ? how.places_with_multiplier() <= 16 : how.left == 0 && how.reach == 0)
      return end<View>();
    else
      return kernels::of_any(end<View>());
  }
};

// Layers without a bias need not say how it is shifted.
template <class Quant, bool None>
constexpr std::int16_t biases_shifted() {
  if constexpr (None)
    return 0;
  else
    return Quant::bias_shift;
}

template <class Layer, class In>
struct arithmetic<Layer, In, form::i16> : integer_arithmetic<Layer, In, form::i16, int16> {
  using quant = typename Layer::result::quant;
  using multiplier = no_bias;
  static constexpr std::int16_t bias_shift = biases_shifted<quant, Layer::bias::size == 0>();
  static constexpr index_t constant_bytes = 0;
  static constexpr kernels::reference::zero_padding padding{};

  template <class View>
  static constexpr auto bias() {
    if constexpr (Layer::bias::size == 0) {
      return kernels::reference::no_sum<std::int32_t>{};
    } else {
      using biases = decltype(View::template view<typename Layer::bias>());
      return kernels::reference::shifted_bias<biases>{View::template view<typename Layer::bias>(),
                                                      bias_shift};
    }
  }
  template <class View>
  static constexpr auto end() {
    constexpr rescaling how = quant::rescale;
    return kernels::reference::rescale_by_shift<kernels::ending_without_multiplier(how)>{how};
  }
  template <class View>
  static constexpr auto sparse_end() {
    return end<View>();
  }
};

}  // namespace detail

GENN_NAMESPACE_END

#include <genn/undef.hpp>

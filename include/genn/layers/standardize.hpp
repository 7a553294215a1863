// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <genn/kernels/portable/integer_standardize.hpp>
#include <genn/kernels/reference/standardize.hpp>
#include <genn/layers/arithmetic.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

/// Option of the norms: what results are multiplied by, and what is added, one number a channel.
/// Channels have `Inner` numbers beside one another; they begin anew behind the last one.
template <class Scale, class Shift = no_bias, index_t Inner = 1>
struct per_channel {
  using scale = Scale;
  using shift = Shift;
  static constexpr index_t inner = Inner;
};

namespace detail {

template <class... Options>
struct channels_given {
  using type = per_channel<no_bias>;
};
template <class Scale, class Shift, index_t Inner, class... Rest>
struct channels_given<per_channel<Scale, Shift, Inner>, Rest...> {
  using type = per_channel<Scale, Shift, Inner>;
};
template <class First, class... Rest>
struct channels_given<First, Rest...> : channels_given<Rest...> {};

template <class Layer, class In>
struct standardize_fits {
  using channels = typename Layer::channels;
  using element = typename Layer::result;
  static constexpr extents in = In::shape::value;
  static constexpr bool axis = in.rank > 0;
  static constexpr standardize_sizes sizes =
      rows_of(In::size, axis ? in.at[in.rank - 1] : 0, channels::scale::size, channels::inner);
  static constexpr bool shift_fits = channels::shift::size == channels::scale::size ||
                                     (channels::shift::size == 0 && !is_integer<element>);
  static constexpr bool weights = !axis || (sizes.fit() && shift_fits);
  static constexpr bool form = !axis || !weights || In::element::form == element::form;
  static constexpr bool complete = axis && weights && form;
  static constexpr standardization arithmetic() {
    if constexpr (is_integer<element>)
      return {sizes, Layer::center, In::element::value.zero_point, element::quant::eps,
              element::quant::rescale};
    else
      return {};
  }
  static constexpr bool sums =
      !complete || !is_integer<element> || arithmetic().fits(element::form);
  static constexpr bool value = complete && sums;
};

template <class Layer, class In, bool Fits = standardize_fits<Layer, In>::value>
struct standardize_on : misfit<standardize_fits<Layer, In>> {};

template <class Layer, class In>
struct standardize_on<Layer, In, true>
    : reading<tensor<typename Layer::result, typename In::shape>> {
  using fits = standardize_fits<Layer, In>;
  using scale = typename Layer::channels::scale;
  using shift = typename Layer::channels::shift;
  using type = typename Layer::result::type;
  static constexpr bool of_integers = is_integer<typename Layer::result>;
  static constexpr standardization numbers = fits::arithmetic();
  static constexpr index_t constant_bytes = flash_bytes<scale>() + flash_bytes<shift>();
  static constexpr index_t lag(index_t) { return 0; }

  static void run(void*, type* y, const typename In::type* x) {
    if constexpr (of_integers)
      kernels::portable::integer_standardize(numbers, x, in_flash<scale>(), in_flash<shift>(), y);
    else
      compute<from_flash>(y, x);
  }
  static constexpr void evaluate(type* y, const typename In::type* x) {
    if constexpr (of_integers)
      kernels::reference::integer_standardize(numbers, x, constant_view<scale>{},
                                              constant_view<shift>{}, y);
    else
      compute<by_value>(y, x);
  }

 private:
  template <class View, class Constant>
  static constexpr auto channels_by() {
    if constexpr (Constant::size == 0)
      return kernels::reference::no_channels{};
    else
      return View::template view<Constant>();
  }
  template <class View>
  GENN_NOINLINE static constexpr void compute(float* y, const float* x) {
    kernels::reference::standardize(fits::sizes, Layer::eps::value, Layer::center, x,
                                    channels_by<View, scale>(), channels_by<View, shift>(), y);
  }
};

}  // namespace detail

template <class Network, std::size_t I, class Name, class Layer, class In>
struct model_of<Network, refused<I, Name, detail::standardize_fits<Layer, In>>>
    : detail::refused_model {
  using fits = detail::standardize_fits<Layer, In>;
  static_assert(fits::axis, "standardize: the input has no axis; put `reshape` before it");
  static_assert(fits::weights,
                "standardize: scale and shift must hold one number a channel, and rows whole "
                "channels; put `reshape` before it, or give it the weights of this input");
  static_assert(fits::form,
                "standardize: input and result must have one form; put `quantize` or `dequantize` "
                "before it");
  static_assert(fits::sums,
                "standardize: rows hold at most 32768 numbers of i16, 131072 of i8, eps is at "
                "least 1, and limits are -2^n and 2^n - 1; keep it in float, or generate the "
                "header again");
};

/// (x - mean) / sqrt(variance + eps) over the last axis: layer, group and instance norm. Eps: a
/// type with the static `value`. Options: per_channel<Scale, Shift, Inner>, the weights;
/// to<Element>, whose Quant holds `rescale` and `eps` of genn::standardization: then Scale holds
/// int16 multipliers, and Shift int32 addends.
template <class Eps, class... Options>
struct standardize {
  static constexpr char kind[] = "standardize";
  static constexpr std::size_t arity = 1;
  static constexpr bool center = true;
  using eps = Eps;
  using channels = typename detail::channels_given<Options...>::type;
  using result = typename detail::element_given<f32, Options...>::type;

  template <class In>
  using on = detail::standardize_on<standardize, In>;
};

/// x / sqrt(mean of squares + eps) over the last axis: RMS norm. Options as above.
template <class Eps, class... Options>
struct rms_standardize {
  static constexpr char kind[] = "rms_standardize";
  static constexpr std::size_t arity = 1;
  static constexpr bool center = false;
  using eps = Eps;
  using channels = typename detail::channels_given<Options...>::type;
  using result = typename detail::element_given<f32, Options...>::type;

  template <class In>
  using on = detail::standardize_on<rms_standardize, In>;
};

GENN_NAMESPACE_END

#include <genn/undef.hpp>

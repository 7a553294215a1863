// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <genn/kernels/reference/integer_softmax.hpp>
#include <genn/kernels/reference/softmax.hpp>
#include <genn/layers/arithmetic.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace detail {

template <class Layer, class In>
struct softmax_fits {
  static constexpr bool axis = Layer::axis >= 0 && Layer::axis < In::shape::rank;
  // Scores of 16 bits may become bytes.
  static constexpr bool form = Layer::result::form == In::element::form ||
                               (!Layer::logarithm && Layer::result::form == genn::form::i8 &&
                                In::element::form == genn::form::i16);
  static constexpr bool value = axis && form;
};

template <class Layer, class In, bool Fits = softmax_fits<Layer, In>::value>
struct softmax_on : misfit<softmax_fits<Layer, In>> {};

template <class Layer, class In>
struct softmax_on<Layer, In, true> : reading<tensor<typename Layer::result, typename In::shape>> {
  using result = typename Layer::result;
  using type = typename result::type;
  static constexpr axis_sizes sizes = around(In::shape::value, Layer::axis);
  static constexpr index_t lag(index_t) { return lag_of_softmax(sizes); }
  static constexpr index_t table_bytes() {
    if constexpr (is_integer<result> && Layer::logarithm)
      return flash_bytes<typename result::quant::table>() +
             flash_bytes<typename result::quant::log_table>();
    else if constexpr (is_integer<result>)
      return flash_bytes<typename result::quant::table>();
    else
      return 0;
  }
  static constexpr index_t constant_bytes = table_bytes();

  template <class View>
  static constexpr void compute(type* y, const typename In::type* x) {
    if constexpr (is_integer<result>) {
      using quant = typename result::quant;
      using table = decltype(View::template view<typename quant::table>());
      const kernels::reference::exponential_table<table> exponential{
          View::template view<typename quant::table>(), quant::segments,
          std::int32_t{quant::table::size}};
      if constexpr (Layer::logarithm)
        kernels::reference::integer_log_softmax(sizes, x, y, exponential, quant::rescale,
                                                quant::factor, quant::octave,
                                                View::template view<typename quant::log_table>());
      else
        kernels::reference::integer_softmax(sizes, x, y, exponential, quant::bits,
                                            result::value.zero_point, result::value.low,
                                            result::value.high);
    } else if constexpr (Layer::logarithm) {
      kernels::reference::log_softmax(sizes, x, y);
    } else {
      kernels::reference::softmax(sizes, x, y);
    }
  }
  GENN_NOINLINE static void run(void*, type* y, const typename In::type* x) {
    compute<from_flash>(y, x);
  }
  static constexpr void evaluate(type* y, const typename In::type* x) { compute<by_value>(y, x); }
};

}  // namespace detail

template <class Network, std::size_t I, class Name, class Layer, class In>
struct model_of<Network, refused<I, Name, detail::softmax_fits<Layer, In>>>
    : detail::refused_model {
  using fits = detail::softmax_fits<Layer, In>;
  static_assert(fits::axis, "softmax: the input has no such axis; axes count from 0");
  static_assert(fits::form || !fits::axis,
                "softmax: input and result must have one form; put `quantize` or `dequantize` "
                "before it");
};

/// exp(x) / sum of exp(x) along an axis (torch.nn.Softmax), axes counted from 0. Options:
/// to<Element>, whose Quant holds `table`, `segments` and `bits` of integer_softmax.
template <index_t Axis, class... Options>
struct softmax {
  using result = typename detail::element_given<f32, Options...>::type;
  static constexpr char kind[] = "softmax";
  static constexpr std::size_t arity = 1;
  static constexpr index_t axis = Axis;
  static constexpr bool logarithm = false;

  template <class In>
  using on = detail::softmax_on<softmax, In>;
};

/// x - log(sum of exp(x)) along an axis (torch.nn.LogSoftmax), axes counted from 0. Options:
/// to<Element>, whose Quant holds `table` and `segments` as for softmax, and `rescale`, `factor`,
/// `octave` and `log_table` of integer_log_softmax.
template <index_t Axis, class... Options>
struct log_softmax {
  static constexpr char kind[] = "log_softmax";
  static constexpr std::size_t arity = 1;
  static constexpr index_t axis = Axis;
  static constexpr bool logarithm = true;
  using result = typename detail::element_given<f32, Options...>::type;

  template <class In>
  using on = detail::softmax_on<log_softmax, In>;
};

GENN_NAMESPACE_END

#include <genn/undef.hpp>

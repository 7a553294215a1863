// SPDX-License-Identifier: BSL-1.0
// Runs a model of any form on floats: what NAME_run_float of the C API is made of.
#pragma once

#include <genn/model/model.hpp>
#include <genn/number/convert.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace detail {

// The integers of one input or output that have a scale; nothing for others. They take memory only
// in programs that use run_float.
template <class Model, class Tensor, std::size_t K, bool Output,
          bool Integers = is_integer<typename Tensor::element>>
struct border {
  using type = typename Tensor::type;
  static const type* in(const float* x) { return reinterpret_cast<const type*>(x); }
  static type* out(float* y) { return reinterpret_cast<type*>(y); }
  static void convert(float*) {}
};
template <class Model, class Tensor, std::size_t K, bool Output>
struct border<Model, Tensor, K, Output, true> {
  using type = typename Tensor::type;
  static constexpr quantization how = Tensor::element::value;
  inline static type values[std::size_t(Tensor::size)];

  static const type* in(const float* x) {
    for (index_t i = 0; i < Tensor::size; ++i) values[i] = type(quantized(x[i], how));
    return values;
  }
  static type* out(float*) { return values; }
  static void convert(float* y) {
    for (index_t i = 0; i < Tensor::size; ++i) y[i] = real_number(values[i], how);
  }
};

template <class Model, std::size_t... In, std::size_t... Out>
void run_on_floats(const float* const* x, float* const* y, std::index_sequence<In...>,
                   std::index_sequence<Out...>) {
  Model::run(border<Model, typename Model::template input<In>, In, false>::in(x[In])...,
             border<Model, typename Model::template output<Out>, Out, true>::out(y[Out])...);
  (border<Model, typename Model::template output<Out>, Out, true>::convert(y[Out]), ...);
}

}  // namespace detail

/// As Model::run, with a pointer to floats for every input and every output: integers that have a
/// scale are converted by it; pointers to others are cast. Not for several threads.
template <class Model>
void run_float(const float* const* inputs, float* const* outputs) {
  detail::run_on_floats<Model>(inputs, outputs, std::make_index_sequence<Model::input_count>{},
                               std::make_index_sequence<Model::output_count>{});
}

GENN_NAMESPACE_END

#include <genn/undef.hpp>

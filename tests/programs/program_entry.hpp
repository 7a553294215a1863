// SPDX-License-Identifier: BSL-1.0
// A converted test program behind one signature.
#pragma once

#include <cstddef>
#include <tuple>
#include <utility>
#include <vector>

#include <genn/genn.hpp>

/// Numbers are doubles, which hold floats and PyTorch's integers of 32 bits.
struct program_entry {
  const char* name;
  void (*run)(const double* const* inputs, double* const* outputs);
};

/// Of all units, in their order.
std::vector<program_entry> all_programs();

namespace detail {

// Tensors as the model takes them, and back.
template <class Tensor>
std::vector<typename Tensor::type> as_given(const double* x) {
  std::vector<typename Tensor::type> values;
  for (genn::index_t i = 0; i < Tensor::size; ++i)
    values.push_back(static_cast<typename Tensor::type>(x[i]));
  return values;
}
template <class T>
void copy_to(double* y, const std::vector<T>& values) {
  for (const T value : values) *y++ = static_cast<double>(value);
}

template <class Model, std::size_t... In, std::size_t... Out>
void run_model(const double* const* inputs, double* const* outputs, std::index_sequence<In...>,
               std::index_sequence<Out...>) {
  std::tuple results{std::vector<typename Model::template output<Out>::type>(
      Model::template output<Out>::size)...};
  Model::run(as_given<typename Model::template input<In>>(inputs[In]).data()...,
             std::get<Out>(results).data()...);
  (copy_to(outputs[Out], std::get<Out>(results)), ...);
}

}  // namespace detail

template <class Model>
void run_model(const double* const* inputs, double* const* outputs) {
  detail::run_model<Model>(inputs, outputs, std::make_index_sequence<Model::input_count>{},
                           std::make_index_sequence<Model::output_count>{});
}

namespace detail {

template <class Model, std::size_t... In, std::size_t... Out>
void run_quantized(const double* const* inputs, double* const* outputs, std::index_sequence<In...>,
                   std::index_sequence<Out...>) {
  const std::vector<float> x[] = {{inputs[In], inputs[In] + Model::template input<In>::size}...};
  std::vector<float> y[] = {std::vector<float>(Model::template output<Out>::size)...};
  const float* const in[] = {x[In].data()...};
  float* const out[] = {y[Out].data()...};
  genn::run_float<Model>(in, out);
  (copy_to(outputs[Out], y[Out]), ...);
}

}  // namespace detail

/// Integers with a scale by the real numbers that they stand for.
template <class Model>
void run_quantized(const double* const* inputs, double* const* outputs) {
  detail::run_quantized<Model>(inputs, outputs, std::make_index_sequence<Model::input_count>{},
                               std::make_index_sequence<Model::output_count>{});
}

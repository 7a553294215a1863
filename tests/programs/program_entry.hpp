// SPDX-License-Identifier: BSL-1.0
// A converted test program behind one signature.
#pragma once

#include <cstddef>
#include <tuple>
#include <utility>
#include <vector>

#include <genn/genn.hpp>

struct program_entry {
  const char* name;
  void (*run)(const float* const* inputs, float* const* outputs);
};

/// Of all units, in their order.
std::vector<program_entry> all_programs();

namespace detail {

// Tensors of integers as the model takes them, from the floats of a vector and back.
template <class Tensor>
std::vector<typename Tensor::type> as_given(const float* x) {
  std::vector<typename Tensor::type> values;
  for (genn::index_t i = 0; i < Tensor::size; ++i)
    values.push_back(static_cast<typename Tensor::type>(x[i]));
  return values;
}
template <class T>
void copy_to(float* y, const std::vector<T>& values) {
  for (const T value : values) *y++ = static_cast<float>(value);
}

template <class Model, std::size_t... In, std::size_t... Out>
void run_model(const float* const* inputs, float* const* outputs, std::index_sequence<In...>,
               std::index_sequence<Out...>) {
  std::tuple results{std::vector<typename Model::template output<Out>::type>(
      Model::template output<Out>::size)...};
  Model::run(as_given<typename Model::template input<In>>(inputs[In]).data()...,
             std::get<Out>(results).data()...);
  (copy_to(outputs[Out], std::get<Out>(results)), ...);
}

}  // namespace detail

template <class Model>
void run_model(const float* const* inputs, float* const* outputs) {
  detail::run_model<Model>(inputs, outputs, std::make_index_sequence<Model::input_count>{},
                           std::make_index_sequence<Model::output_count>{});
}

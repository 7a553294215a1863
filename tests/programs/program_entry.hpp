// SPDX-License-Identifier: BSL-1.0
// A converted test program behind one signature.
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

struct program_entry {
  const char* name;
  void (*run)(const float* const* inputs, float* const* outputs);
};

/// Of all units, in their order.
std::vector<program_entry> all_programs();

namespace detail {

template <class Model, std::size_t... In, std::size_t... Out>
void run_model(const float* const* inputs, float* const* outputs, std::index_sequence<In...>,
               std::index_sequence<Out...>) {
  Model::run(inputs[In]..., outputs[Out]...);
}

}  // namespace detail

template <class Model>
void run_model(const float* const* inputs, float* const* outputs) {
  detail::run_model<Model>(inputs, outputs, std::make_index_sequence<Model::input_count>{},
                           std::make_index_sequence<Model::output_count>{});
}

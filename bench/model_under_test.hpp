// SPDX-License-Identifier: BSL-1.0
// The model of model.hpp with its buffers: what is measured, on boards and on PCs.
#pragma once

#include "board.h"
#include "integer_inputs.hpp"
#include "model.hpp"

using tested = model::model;
using every_input = std::make_index_sequence<tested::input_count>;
using every_output = std::make_index_sequence<tested::output_count>;

template <std::size_t K>
static typename tested::input<K>::type x[tested::input<K>::size];
template <std::size_t K>
static typename tested::output<K>::type y[tested::output<K>::size];

// From -50 to 50 for integers, from -1.5 to 1.5 for floats.
template <class T>
static void fill(T* to, genn::index_t count) {
  constexpr T divisor = T(0.5) == 0 ? T(1) : T(32);
  for (std::uint32_t i = 0; i < std::uint32_t(count); ++i)
    to[i] = static_cast<T>(std::int32_t(i % 101) - 50) / divisor;
}
template <std::size_t... In>
static void fill_inputs(std::index_sequence<In...>) {
  (fill(x<In>, tested::input<In>::size), ...);
}

template <std::size_t... In, std::size_t... Out>
static void run(std::index_sequence<In...>, std::index_sequence<Out...>) {
  tested::run(x<In>..., y<Out>...);
}

// SPDX-License-Identifier: BSL-1.0
// Runs a model on fixed pseudo-random inputs and prints the bits of all outputs, so that two
// machines can be compared. Buffers lie one element off every larger alignment: a wrong word load
// faults on a Cortex-M0+. Compiled with -DMODEL=…
#include "board.h"

#define TEXT_OF(x) #x
#define QUOTED(x) TEXT_OF(x)
#define HEADER_OF(x) QUOTED(x.hpp)
#include HEADER_OF(MODEL)

using tested = MODEL::model;

static uint32_t state = 1;
static float next_number() {
  state = state * 1664525u + 1013904223u;
  return static_cast<float>(static_cast<int32_t>(state >> 8) - (1 << 23)) /
         static_cast<float>(1 << 22);
}

template <class Tensor>
struct buffer {
  alignas(16) typename Tensor::type values[Tensor::size + 1];
  typename Tensor::type* data() { return values + 1; }
};

template <std::size_t K>
static buffer<tested::input<K>> inputs;
template <std::size_t K>
static buffer<tested::output<K>> outputs;

// Integers are places: 0 or 1.
template <std::size_t K>
static void fill() {
  using number = typename tested::input<K>::type;
  constexpr bool whole = static_cast<number>(0.5) == number{};
  for (genn::index_t i = 0; i < tested::input<K>::size; ++i) {
    const float next = next_number();
    inputs<K>.data()[i] = static_cast<number>(whole ? float(next > 0) : next);
  }
}
template <std::size_t K>
static void print() {
  for (genn::index_t i = 0; i < tested::output<K>::size; ++i) {
    board_putf_bits(static_cast<float>(outputs<K>.data()[i]));
    board_putc('\n');
  }
}

template <std::size_t... In, std::size_t... Out>
static void run_once(std::index_sequence<In...>, std::index_sequence<Out...>) {
  (fill<In>(), ...);
  tested::run(inputs<In>.data()..., outputs<Out>.data()...);
  (print<Out>(), ...);
}

int main() {
  for (int i = 0; i < 3; ++i)
    run_once(std::make_index_sequence<tested::input_count>{},
             std::make_index_sequence<tested::output_count>{});
  return 0;
}

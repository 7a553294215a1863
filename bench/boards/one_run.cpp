// SPDX-License-Identifier: BSL-1.0
// One run of a converted program between the markers of the boards' counters. With EMPTY,
// everything but the run: what its code is measured against.
#include "board.h"
#include "integer_inputs.hpp"
#include "model.hpp"

namespace {

using tested = model::model;

template <std::size_t K>
typename tested::input<K>::type x[tested::input<K>::size];
template <std::size_t K>
typename tested::output<K>::type y[tested::output<K>::size];

// From -50 to 50 for integers, from -1.5 to 1.5 for floats.
template <class T>
void fill(T* to, genn::index_t count) {
  constexpr T divisor = T(0.5) == 0 ? T(1) : T(32);
  for (genn::index_t i = 0; i < count; ++i) to[i] = static_cast<T>(i % 101 - 50) / divisor;
}

void print(const char* name, genn::index_t number) {
  board_puts(name);
  board_putu(static_cast<std::uint32_t>(number));
  board_putc('\n');
}

}  // namespace

template <std::size_t... In, std::size_t... Out>
static void run(std::index_sequence<In...>, std::index_sequence<Out...>) {
#if !defined(EMPTY)
  tested::run(x<In>..., y<Out>...);
#endif
}

using every_input = std::make_index_sequence<tested::input_count>;
using every_output = std::make_index_sequence<tested::output_count>;

// The depth of its calls is what worst_stack.py says.
extern "C" __attribute__((noinline)) void run_model() { run(every_input{}, every_output{}); }

template <std::size_t... In>
static void fill_all(std::index_sequence<In...>) {
  (fill(x<In>, tested::input<In>::size), ...);
}
template <std::size_t... Out>
static std::uint32_t checksum_of_all(std::index_sequence<Out...>) {
  std::uint32_t sum = 0;
  ((sum = sum * 31 + integers::checksum(y<Out>, tested::output<Out>::size)), ...);
  return sum;
}

int main() {
  fill_all(every_input{});
  board_roi_begin();
  run_model();
  board_roi_end();
  print("\nconstants ", tested::flash_bytes);
  print("ram ", tested::ram_bytes);
  board_puts("results ");
  board_puthex(checksum_of_all(every_output{}));
  board_putc('\n');
  return 0;
}

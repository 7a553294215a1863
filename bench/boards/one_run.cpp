// SPDX-License-Identifier: BSL-1.0
// One run of a converted program between the markers of the boards' counters. With EMPTY,
// everything but the run: what its code is measured against.
#include "../model_under_test.hpp"

// The depth of its calls is what worst_stack.py says.
extern "C" __attribute__((noinline)) void run_model() {
#if !defined(EMPTY)
  run(every_input{}, every_output{});
#endif
}

template <std::size_t... Out>
static std::uint32_t checksum_of(std::index_sequence<Out...>) {
  std::uint32_t sum = 0;
  ((sum = sum * 31 + integers::checksum(y<Out>, tested::output<Out>::size)), ...);
  return sum;
}

static void print(const char* name, genn::index_t number) {
  board_puts(name);
  board_putu(static_cast<std::uint32_t>(number));
  board_putc('\n');
}

int main() {
  fill_inputs(every_input{});
  board_roi_begin();
  run_model();
  board_roi_end();
  print("\nconstants ", tested::flash_bytes);
  print("ram ", tested::ram_bytes);
  board_puts("stack ");
  board_putu(board_stack_high_water());
  board_putc('\n');
  board_puts("results ");
  board_puthex(checksum_of(every_output{}));
  board_putc('\n');
  return 0;
}

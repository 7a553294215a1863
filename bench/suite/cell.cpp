// SPDX-License-Identifier: BSL-1.0
// Runs one form of a network on zeros, then on samples, and prints each result as integers, floats
// by their bits. The first sample lies between the markers of the boards' counters. With
// -DSAMPLES=0 the image holds no samples: what a product would.
#include <genn/number/convert.hpp>

#include "board.h"
#include "integer_inputs.hpp"
#include "program.hpp"

using model = program::model;
using input = model::input<0>;
using output = model::output<0>;

static input::type x[input::size];
static output::type y[output::size];

#if SAMPLES > 0
static const std::uint32_t samples[][input::size] = {
#  include "samples.h"
};
#endif

// What the worst stack is that of.
extern "C" __attribute__((noinline)) void infer() { model::run(x, y); }

static void print_result() {
  board_puts("result");
  for (const output::type number : y) {
    board_putc(' ');
    board_puti(integers::number_of(number));
  }
  board_putc('\n');
}

static void print_size(const char* name, genn::index_t bytes) {
  board_puts(name);
  board_putu(static_cast<std::uint32_t>(bytes));
  board_putc('\n');
}

#if SAMPLES > 0
static void fill(const std::uint32_t (&sample)[input::size]) {
  for (genn::index_t i = 0; i < input::size; ++i) {
    float number;
    __builtin_memcpy(&number, &sample[i], sizeof number);
    if constexpr (std::is_same_v<input::type, float>)
      x[i] = number;
    else
      x[i] = static_cast<input::type>(genn::quantized(number, input::element::value));
  }
}

static void run_samples() {
  for (int i = 0; i < SAMPLES; ++i) {
    fill(samples[i]);
    if (i == 0) board_roi_begin();
    infer();
    if (i == 0) board_roi_end();
    print_result();
  }
}
#else
static void run_samples() {}
#endif

int main() {
  print_size("constants ", model::flash_bytes);
  print_size("ram ", model::ram_bytes);
  infer();
  print_result();
  run_samples();
  return 0;
}

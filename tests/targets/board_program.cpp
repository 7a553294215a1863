// SPDX-License-Identifier: BSL-1.0
// Shows that a board works: memory is set up, constructors have run, arithmetic gives the PC's
// bits, the exit code comes through. Marks regions whose instructions are known, one by one.
#include "board.h"

namespace {

constexpr int length = 256;

struct tables {
  float first_float[length], second_float[length];
  int16_t first_integer[length], second_integer[length];
};

constexpr tables make_tables() {
  tables made{};
  uint32_t state = 12345;
  for (int i = 0; i < length; ++i) {
    state = state * 1664525u + 1013904223u;
    made.first_integer[i] = static_cast<int16_t>(static_cast<int>(state >> 20) - 2048);
    state = state * 1664525u + 1013904223u;
    made.second_integer[i] = static_cast<int16_t>(static_cast<int>(state >> 20) - 2048);
    made.first_float[i] = static_cast<float>(made.first_integer[i]) / 1024.0f;
    made.second_float[i] = static_cast<float>(made.second_integer[i]) / 1024.0f;
  }
  return made;
}
constexpr tables constants = make_tables();  // in flash

// A pointer of which the optimizer knows nothing: it cannot compute the sums itself.
template <class T>
const T* hidden(const T* pointer) {
  __asm__ volatile("" : "+r"(pointer)::"memory");
  return pointer;
}

float dot(const float* x, const float* y) {
  float sum = 0;
  for (int i = 0; i < length; ++i) sum += x[i] * y[i];
  return sum;
}
int32_t dot(const int16_t* x, const int16_t* y) {
  int32_t sum = 0;
  for (int i = 0; i < length; ++i) sum += x[i] * y[i];
  return sum;
}

volatile int initialized = 7;  // copied from flash
volatile int zeroed;
struct constructed_object {
  int value;
  constructed_object() : value(initialized * 6) {}
};
const constructed_object constructed;  // needs a constructor to run before main

void print(const char* name, int32_t value) {
  board_puts(name);
  board_puti(value);
  board_putc('\n');
}
void print_bits(const char* name, float value) {
  board_puts(name);
  board_putf_bits(value);
  board_putc('\n');
}

// No .rept: Clang takes the lines of such a text for its instructions.
#define TEN_TIMES(text) text text text text text text text text text text

// Five regions; test_measure.sh knows what each has to cost.
void mark_regions() {
  board_roi_begin();
  board_roi_end();
#if defined(__thumb__)
  board_roi_begin();
  __asm__ volatile(TEN_TIMES(TEN_TIMES(".inst.n 0xBF00\n")));  // NOP
  board_roi_end();
  board_roi_begin();
  __asm__ volatile(".syntax unified\n" TEN_TIMES("muls r0, r1, r0\n")::: "r0", "cc");
  board_roi_end();
  board_roi_begin();
  __asm__ volatile(
      ".syntax unified\n"
      "movs r0, #10\n"
      "1: subs r0, #1\n"
      "bne 1b" ::
          : "r0", "cc");
  board_roi_end();
  board_roi_begin();
  __asm__ volatile("push {r0, r1}\n pop {r0, r1}" ::: "r0", "r1", "memory");
  board_roi_end();
#endif
}

}  // namespace

int main() {
  print("initialized ", initialized);
  print("zeroed ", zeroed);
  print("constructed ", constructed.value);
  print_bits("dot of floats ", dot(hidden(constants.first_float), hidden(constants.second_float)));
  print("dot of integers ", dot(hidden(constants.first_integer), hidden(constants.second_integer)));
  print_bits("quotient ", *hidden(constants.first_float) / 0.3f);
  mark_regions();
  return 7;
}

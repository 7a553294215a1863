// SPDX-License-Identifier: BSL-1.0
// What a bare-metal program of the tests may use of its machine: text out, the exit code, a tick
// counter, and two markers around the code to be measured. C99 and C++17. The functions are in the
// startup of each machine (startup_cortex_m.cpp, startup_riscv.cpp) and, for a PC, in
// host_board.cpp.
#ifndef BOARD_H
#define BOARD_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// Writes one character to the console of the emulator.
void board_putc(char c);

// Ends the emulator with this exit code.
void board_exit(int code) __attribute__((noreturn));

// A counter that goes up; its unit is the machine's (SysTick clock, retired instructions). It
// follows the program only under `qemu -icount`; `board.sh count` needs no counter.
void board_ticks_start(void);
uint32_t board_ticks(void);

// Bytes below the top of the stack that have ever been used; 0 where that is not known.
uint32_t board_stack_high_water(void);

// The region that `board.sh count` and `board.sh cycles` measure: every pair prints one line. Hide
// the inputs of the region from the optimizer, or it may be computed at compile time.
void board_roi_begin(void);
void board_roi_end(void);

#ifdef __cplusplus
}
#endif

static inline void board_puts(const char* text) {
  while (*text != 0) board_putc(*text++);
}

static inline void board_putu(uint32_t value) {
  char text[11];
  int at = 10;
  text[at] = 0;
  do {
    text[--at] = (char)('0' + (int)(value % 10u));
    value /= 10u;
  } while (value != 0);
  board_puts(text + at);
}

static inline void board_puti(int32_t value) {
  if (value < 0) board_putc('-');
  board_putu(value < 0 ? 0u - (uint32_t)value : (uint32_t)value);
}

static inline void board_puthex(uint32_t value) {
  for (int shift = 28; shift >= 0; shift -= 4)
    board_putc("0123456789abcdef"[(value >> shift) & 15u]);
}

// The bits of a float: exact, so that machines can be compared.
static inline void board_putf_bits(float value) {
  uint32_t bits;
  __builtin_memcpy(&bits, &value, sizeof bits);
  board_puthex(bits);
}

#endif

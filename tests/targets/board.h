// SPDX-License-Identifier: BSL-1.0
// Minimal board layer for the bare-metal runs: text out, exit code, tick counter.
// Every target (QEMU semihosting, RISC-V, AVR) implements these four functions.
#ifndef BOARD_H
#define BOARD_H
#include <stdint.h>
#ifdef __cplusplus
extern "C" {
#endif
void board_putc(char c);
void board_exit(int code) __attribute__((noreturn));
void board_ticks_start(void);
uint32_t board_ticks(void);             // counts upwards, unit depends on the target (see README)
uint32_t board_stack_high_water(void);  // bytes below the stack top ever used (Cortex-M only)
void board_roi_begin(void);             // markers for the QEMU plugin: noinline, do nothing
void board_roi_end(void);
#ifdef __cplusplus
}
#endif

static inline void board_puts(const char* s) {
  while (*s) board_putc(*s++);
}
static inline void board_putu(uint32_t v) {
  char b[11];
  int n = 10;
  b[10] = 0;
  do {
    b[--n] = (char)('0' + v % 10u);
    v /= 10u;
  } while (v);
  board_puts(b + n);
}
static inline void board_puti(int32_t v) {
  if (v < 0) {
    board_putc('-');
    board_putu(0u - (uint32_t)v);
  } else
    board_putu((uint32_t)v);
}
static inline void board_puthex(uint32_t v) {
  for (int i = 28; i >= 0; i -= 4) board_putc("0123456789abcdef"[(v >> i) & 15u]);
}
static inline void board_putf_bits(
    float f) {  // exact: the IEEE-754 bits; compare these between targets
  union {
    float f;
    uint32_t u;
  } x;
  x.f = f;
  board_puthex(x.u);
}
#endif

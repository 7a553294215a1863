// SPDX-License-Identifier: BSL-1.0
// The board layer on a PC, so that one program runs on both.
#include <cstdio>
#include <cstdlib>

#include "board.h"

extern "C" {
void board_putc(char c) { std::putchar(c); }
void board_exit(int code) { std::exit(code); }
void board_ticks_start(void) {}
uint32_t board_ticks(void) { return 0; }
uint32_t board_stack_high_water(void) { return 0; }
void board_roi_begin(void) {}
void board_roi_end(void) {}
}

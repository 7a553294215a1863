// SPDX-License-Identifier: BSL-1.0
// Vector table, reset and fault handlers for every Cortex-M (v6-M to v8.1-M), QEMU semihosting for
// text and exit.
#include "board.h"
#if defined(__clang__)
#  define BOARD_NOINLINE __attribute__((noinline))
#else
#  define BOARD_NOINLINE __attribute__((noinline, noclone))
#endif
extern "C" {
extern uint32_t __stack_top, __data_load, __data_start, __data_end, __bss_start, __bss_end;
extern void (*__init_array_start[])(void);
extern void (*__init_array_end[])(void);
int main(void);

#ifndef BOARD_NO_SEMIHOST
static inline int semihost(int op, const void* arg) {
  register int r0 __asm__("r0") = op;
  register const void* r1 __asm__("r1") = arg;
  __asm__ volatile("bkpt 0xab" : "+r"(r0) : "r"(r1) : "memory");
  return r0;
}
void board_putc(char c) { semihost(0x03 /*SYS_WRITEC*/, &c); }
void board_exit(int code) {
  uint32_t blk[2] = {0x20026u /*ADP_Stopped_ApplicationExit*/, (uint32_t)code};
  for (;;) semihost(0x20 /*SYS_EXIT_EXTENDED*/, blk);
}
#endif

#define SYST_CSR (*(volatile uint32_t*)0xE000E010u)
#define SYST_RVR (*(volatile uint32_t*)0xE000E014u)
#define SYST_CVR (*(volatile uint32_t*)0xE000E018u)
// SysTick, processor clock, no interrupt, 24 bit: a region must stay below 2^24 ticks
void board_ticks_start(void) {
  SYST_CSR = 0;
  SYST_RVR = 0xFFFFFFu;
  SYST_CVR = 0;
  SYST_CSR = 5;
  while (SYST_CVR == 0) {
  }
}
uint32_t board_ticks(void) { return 0xFFFFFFu - SYST_CVR; }

BOARD_NOINLINE void board_roi_begin(void) { __asm__ volatile("" ::: "memory"); }
BOARD_NOINLINE void board_roi_end(void) { __asm__ volatile("" ::: "memory"); }

// before anything may use the FPU
static void __attribute__((noinline)) fpu_on(void) {
#if defined(__ARM_FP) || defined(__ARM_FEATURE_MVE)
  *(volatile uint32_t*)0xE000ED88u |= 0xFu << 20;  // CPACR: CP10, CP11 full access
  __asm__ volatile("dsb\n isb" ::: "memory");
#endif
}
// stack high-water mark: paint up to 64 KB below the stack pointer at reset, look later how much
// was overwritten
static uint32_t* paint_lo;
static void __attribute__((noinline)) paint(void) {
  uint32_t* top;
  __asm__ volatile("mov %0, sp" : "=r"(top));
  top -= 8;  // leave this frame alone
  uint32_t* lo = top - 16384;
  if (lo < &__bss_end) lo = &__bss_end;
  for (uint32_t* p = lo; p < top; ++p) {
    *p = 0xC0DEC0DEu;
    __asm__ volatile("" ::: "memory");
  }
  paint_lo = lo;
}
uint32_t board_stack_high_water(void) {
  const uint32_t* p = paint_lo;
  while (*p == 0xC0DEC0DEu) ++p;
  return (uint32_t)((char*)&__stack_top - (const char*)p);
}
static void __attribute__((noinline)) run(void) {
  const uint32_t* s = &__data_load;
  for (uint32_t* d = &__data_start; d < &__data_end;) *d++ = *s++;
  for (uint32_t* d = &__bss_start; d < &__bss_end;) *d++ = 0;
  for (void (**f)(void) = __init_array_start; f < __init_array_end; ++f) (*f)();
  paint();
  board_exit(main());
}
void Reset_Handler(void) {
  fpu_on();
  run();
}
static void fault(const char* s) {
  board_puts(s);
  board_exit(99);
}
void HardFault_Handler(void) { fault("HARDFAULT\n"); }
void Default_Handler(void) { fault("UNEXPECTED EXCEPTION\n"); }

__attribute__((section(".vectors"), used)) void (*const vectors[16])(void) = {
    (void (*)(void)) & __stack_top,
    Reset_Handler,
    Default_Handler,
    HardFault_Handler,
    HardFault_Handler,
    HardFault_Handler,
    HardFault_Handler,
    HardFault_Handler,
    0,
    0,
    0,
    Default_Handler,
    Default_Handler,
    0,
    Default_Handler,
    Default_Handler};

// what C++ may ask for without exceptions, without a heap
void* __dso_handle = 0;
int __aeabi_atexit(void*, void (*)(void*), void*) { return 0; }
int __cxa_atexit(void (*)(void*), void*, void*) { return 0; }
void __cxa_pure_virtual(void) { fault("PURE VIRTUAL\n"); }
}

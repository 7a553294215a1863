// SPDX-License-Identifier: BSL-1.0
// Start of a RISC-V core (RV32 or RV64, machine mode) on QEMU's board "virt": memory,
// floating-point unit, static constructors; text and exit code go through semihosting.
#include <stddef.h>

#include "board.h"

extern "C" {

// From the linker script.
extern uint32_t __data_load, __data_start, __data_end, __bss_start, __bss_end;
extern void (*__init_array_start[])();
extern void (*__init_array_end[])();

// C++ forbids to call main by its name.
int program_main() __asm__("main");

// The three instructions must not be compressed and have to lie on one page.
static long semihosting(long operation, const void* argument) {
  register long a0 __asm__("a0") = operation;
  register const void* a1 __asm__("a1") = argument;
  __asm__ volatile(
      ".balign 16\n"
      ".option push\n"
      ".option norvc\n"
      "slli x0, x0, 0x1f\n"
      "ebreak\n"
      "srai x0, x0, 7\n"
      ".option pop"
      : "+r"(a0)
      : "r"(a1)
      : "memory");
  return a0;
}

void board_putc(char c) {
  constexpr long sys_writec = 0x03;
  semihosting(sys_writec, &c);
}

void board_exit(int code) {
  constexpr long sys_exit = 0x18, sys_exit_extended = 0x20, application_exit = 0x20026;
  const long block[2] = {application_exit, code};
  for (;;) semihosting(__riscv_xlen == 64 ? sys_exit : sys_exit_extended, block);
}

void board_ticks_start() {}

uint32_t board_ticks() {
  unsigned long retired;
  __asm__ volatile(
      ".option push\n"
      ".option arch, +zicsr\n"
      "csrr %0, minstret\n"
      ".option pop"
      : "=r"(retired)::"memory");
  return static_cast<uint32_t>(retired);
}

uint32_t board_stack_high_water() { return 0; }

__attribute__((noinline, noclone)) void board_roi_begin() { __asm__ volatile("" ::: "memory"); }
__attribute__((noinline, noclone)) void board_roi_end() { __asm__ volatile("" ::: "memory"); }

__attribute__((used)) void run_program() {
  const uint32_t* from = &__data_load;
  for (uint32_t* to = &__data_start; to < &__data_end; ++to) *to = *from++;
  for (uint32_t* to = &__bss_start; to < &__bss_end; ++to) *to = 0;
  for (void (**constructor)() = __init_array_start; constructor < __init_array_end; ++constructor)
    (*constructor)();
  board_exit(program_main());
}

// Exit code of a program that faults.
static constexpr int fault_code = 99;

__attribute__((used)) void trapped() {
  board_puts("TRAP\n");
  board_exit(fault_code);
}

// What the compiler may ask for: no destructor of a static ever runs.

void* __dso_handle = nullptr;
int __cxa_atexit(void (*)(void*), void*, void*) { return 0; }
void __cxa_pure_virtual() { trapped(); }

// There is no C library; the barriers keep the compiler from calling these functions in themselves.

void* memset(void* to, int value, size_t size) {
  unsigned char* byte = static_cast<unsigned char*>(to);
  for (; size != 0; --size) {
    *byte++ = static_cast<unsigned char>(value);
    __asm__ volatile("" ::: "memory");
  }
  return to;
}

void* memcpy(void* to, const void* from, size_t size) {
  unsigned char* byte = static_cast<unsigned char*>(to);
  const unsigned char* source = static_cast<const unsigned char*>(from);
  for (; size != 0; --size) {
    *byte++ = *source++;
    __asm__ volatile("" ::: "memory");
  }
  return to;
}

}  // extern "C"

// `zicsr` is switched on here: with -march=rv32imc_zicsr GCC finds no library of that name and
// takes that of RV64.
__asm__(
    ".section .text.start, \"ax\"\n"
    ".option arch, +zicsr\n"
    ".global _start\n"
    "_start:\n"
    ".option push\n"
    ".option norelax\n"
    "  la gp, __global_pointer$\n"
    ".option pop\n"
    "  la sp, __stack_top\n"
    "  la t0, trap_entry\n"
    "  csrw mtvec, t0\n"
#ifdef __riscv_flen
    "  li t0, 0x2000\n"  // mstatus.FS: the floating-point unit is on
    "  csrs mstatus, t0\n"
    "  csrw fcsr, x0\n"
#endif
    "  j run_program\n"
    ".balign 4\n"
    "trap_entry:\n"
    "  j trapped\n");

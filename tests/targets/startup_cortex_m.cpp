// SPDX-License-Identifier: BSL-1.0
// Start of every Cortex-M (Armv6-M to Armv8.1-M) under QEMU: vector table, memory, floating-point
// unit, static constructors; text and exit code go through semihosting.
#include "board.h"

// Clang knows no `noclone`; GCC without it may call a specialized copy, which the plugins miss.
#if defined(__clang__)
#  define BOARD_MARKER __attribute__((noinline))
#else
#  define BOARD_MARKER __attribute__((noinline, noclone))
#endif

extern "C" {

// From the linker script.
extern uint32_t __stack_top, __data_load, __data_start, __data_end, __bss_start, __bss_end;
extern void (*__init_array_start[])();
extern void (*__init_array_end[])();

// C++ forbids to call main by its name.
int program_main() __asm__("main");

// Semihosting: the breakpoint stops the processor, and QEMU does the work.

static int semihosting(int operation, const void* argument) {
  register int r0 __asm__("r0") = operation;
  register const void* r1 __asm__("r1") = argument;
  __asm__ volatile("bkpt 0xab" : "+r"(r0) : "r"(r1) : "memory");
  return r0;
}

void board_putc(char c) {
  constexpr int sys_writec = 0x03;
  semihosting(sys_writec, &c);
}

void board_exit(int code) {
  constexpr int sys_exit_extended = 0x20;
  constexpr uint32_t application_exit = 0x20026;
  const uint32_t block[2] = {application_exit, static_cast<uint32_t>(code)};
  for (;;) semihosting(sys_exit_extended, block);
}

// SysTick: processor clock, no interrupt, 24 bits, so a region has to stay below 2^24 ticks.

static volatile uint32_t& at_address(uint32_t address) {
  return *reinterpret_cast<volatile uint32_t*>(address);
}
static constexpr uint32_t systick_control = 0xE000E010, systick_reload = 0xE000E014,
                          systick_current = 0xE000E018, systick_largest = 0xFFFFFF;

void board_ticks_start() {
  at_address(systick_control) = 0;
  at_address(systick_reload) = systick_largest;
  at_address(systick_current) = 0;
  at_address(systick_control) = 5;
  while (at_address(systick_current) == 0) {
  }
}
uint32_t board_ticks() { return systick_largest - at_address(systick_current); }

BOARD_MARKER void board_roi_begin() { __asm__ volatile("" ::: "memory"); }
BOARD_MARKER void board_roi_end() { __asm__ volatile("" ::: "memory"); }

// Stack: painted before main, as far as 64 KB down; what is no longer painted has been used.

static constexpr uint32_t paint = 0xC0DEC0DE;
static constexpr int painted_words = 64 * 1024 / 4;
static const uint32_t* painted_from;

static __attribute__((noinline)) void paint_stack() {
  constexpr int words_of_this_frame = 8;
  uint32_t* stack_pointer;
  __asm__ volatile("mov %0, sp" : "=r"(stack_pointer));
  uint32_t* const end = stack_pointer - words_of_this_frame;
  uint32_t* begin = end - painted_words;
  if (begin < &__bss_end) begin = &__bss_end;
  for (uint32_t* word = begin; word < end; ++word) {
    *word = paint;
    __asm__ volatile("" ::: "memory");  // no call of memset: it would have a frame of its own
  }
  painted_from = begin;
}

uint32_t board_stack_high_water() {
  const uint32_t* word = painted_from;
  while (*word == paint) ++word;
  return static_cast<uint32_t>(reinterpret_cast<const char*>(&__stack_top) -
                               reinterpret_cast<const char*>(word));
}

// Handlers.

// Before any code that may use the floating-point unit or the vector extension.
static __attribute__((noinline)) void enable_fpu() {
#if defined(__ARM_FP) || defined(__ARM_FEATURE_MVE)
  constexpr uint32_t coprocessor_access = 0xE000ED88;
  const uint32_t full_access = 0xFu << 20;
  at_address(coprocessor_access) = at_address(coprocessor_access) | full_access;
  __asm__ volatile("dsb\n isb" ::: "memory");
#endif
}

static __attribute__((noinline)) void run_program() {
  const uint32_t* from = &__data_load;
  for (uint32_t* to = &__data_start; to < &__data_end; ++to) *to = *from++;
  for (uint32_t* to = &__bss_start; to < &__bss_end; ++to) *to = 0;
  for (void (**constructor)() = __init_array_start; constructor < __init_array_end; ++constructor)
    (*constructor)();
  paint_stack();
  board_exit(program_main());
}

void Reset_Handler() {
  enable_fpu();
  run_program();
}

// Exit code of a program that faults.
static constexpr int fault_code = 99;

static void fault(const char* text) {
  board_puts(text);
  board_exit(fault_code);
}
void HardFault_Handler() { fault("HARDFAULT\n"); }
void Default_Handler() { fault("UNEXPECTED EXCEPTION\n"); }

__attribute__((section(".vectors"), used)) void (*const vectors[16])() = {
    reinterpret_cast<void (*)()>(&__stack_top),
    Reset_Handler,
    Default_Handler,    // NMI
    HardFault_Handler,  // HardFault
    HardFault_Handler,  // MemManage
    HardFault_Handler,  // BusFault
    HardFault_Handler,  // UsageFault
    HardFault_Handler,  // SecureFault
    nullptr,
    nullptr,
    nullptr,
    Default_Handler,  // SVCall
    Default_Handler,  // DebugMonitor
    nullptr,
    Default_Handler,  // PendSV
    Default_Handler,  // SysTick
};

// What the compiler may ask for: no destructor of a static ever runs.

void* __dso_handle = nullptr;
int __aeabi_atexit(void*, void (*)(void*), void*) { return 0; }
int __cxa_atexit(void (*)(void*), void*, void*) { return 0; }
void __cxa_pure_virtual() { fault("PURE VIRTUAL\n"); }

}  // extern "C"

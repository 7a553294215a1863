// SPDX-License-Identifier: BSL-1.0
// The inner loops of convolutions of integers with MVE: three windows by two outputs, sixteen
// products of bytes or eight of 16 bits an instruction; loops end with what is left of a row.
#pragma once

#include <genn/shape/shape.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::armv81m {

/// What the loops walk over: windows, pairs of rows of weights, and where sums go, three of either
/// row.
template <class X>
struct rows_state {
  const X* x[3];
  const X* w;
  std::int32_t* sums;
  index_t pairs, taps;
  index_t second;  // bytes from the first row of a pair to the second
};

// Accumulators are even registers. r11: the state, r12: taps.
#define GENN_ARM_PAIRS(bits, load)                                                    \
  ".syntax unified\n"                                                                 \
  "push {r4-r11, lr}\n"                                                               \
  "mov r11, r0\n"                                                                     \
  "ldr r12, [r0, #24]\n"                                                              \
  "0:\n"                                                                              \
  "ldr r7, [r11, #12]\n"                                                              \
  "ldr r1, [r11, #28]\n"                                                              \
  "add r9, r7, r1\n"                                                                  \
  "add r1, r1, r9\n"                                                                  \
  "str r1, [r11, #12]\n"                                                              \
  "ldrd r1, r3, [r11]\n"                                                              \
  "ldr r5, [r11, #8]\n"                                                               \
  "movs r0, #0\n"                                                                     \
  "movs r2, #0\n"                                                                     \
  "movs r4, #0\n"                                                                     \
  "movs r6, #0\n"                                                                     \
  "mov r8, #0\n"                                                                      \
  "mov r10, #0\n"                                                                     \
  "dlstp." bits                                                                       \
  " lr, r12\n"                                                                        \
  "1:\n" load " q0, [r1], #16\n" load " q1, [r3], #16\n" load " q2, [r5], #16\n" load \
  " q3, [r7], #16\n"                                                                  \
  "vmladava.s" bits                                                                   \
  " r0, q0, q3\n"                                                                     \
  "vmladava.s" bits                                                                   \
  " r2, q1, q3\n"                                                                     \
  "vmladava.s" bits " r4, q2, q3\n" load                                              \
  " q3, [r9], #16\n"                                                                  \
  "vmladava.s" bits                                                                   \
  " r6, q0, q3\n"                                                                     \
  "vmladava.s" bits                                                                   \
  " r8, q1, q3\n"                                                                     \
  "vmladava.s" bits                                                                   \
  " r10, q2, q3\n"                                                                    \
  "letp lr, 1b\n"                                                                     \
  "ldrd r1, r3, [r11, #16]\n"                                                         \
  "stmia r1!, {r0, r2, r4, r6, r8, r10}\n"                                            \
  "subs r3, r3, #1\n"                                                                 \
  "strd r1, r3, [r11, #16]\n"                                                         \
  "bne 0b\n"                                                                          \
  "pop {r4-r11, lr}\n"

/// Multiplies all pairs of rows.
GENN_NOINLINE inline void multiply_pairs(rows_state<std::int8_t>& s) {
  [[maybe_unused]] rows_state<std::int8_t>* const state = &s;
  GENN_ARM(volatile("mov r0, %0\n" GENN_ARM_PAIRS("8", "vldrb.8")::"r"(state)
                    : "r0", "r1", "r2", "r3", "r12", "cc", "memory", "q0", "q1", "q2", "q3"));
}
GENN_NOINLINE inline void multiply_pairs(rows_state<std::int16_t>& s) {
  [[maybe_unused]] rows_state<std::int16_t>* const state = &s;
  GENN_ARM(volatile("mov r0, %0\n" GENN_ARM_PAIRS("16", "vldrh.16")::"r"(state)
                    : "r0", "r1", "r2", "r3", "r12", "cc", "memory", "q0", "q1", "q2", "q3"));
}

#undef GENN_ARM_PAIRS

}  // namespace kernels::armv81m

GENN_NAMESPACE_END

#include <genn/undef.hpp>

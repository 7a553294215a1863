// SPDX-License-Identifier: BSL-1.0
// Rows of convolutions of integers on Armv7E-M, from the weights to the results: four windows by
// one output, written down because no compiler keeps all of it in the fourteen registers.
#pragma once

#include <genn/shape/shape.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::armv7em {

/// What the loops walk over: a patch, rows of weights, and where sums begin and results go. Lengths
/// in bytes: what is read of a row in steps of eight taps, and what behind the last four.
struct rows_state {
  const std::int16_t* patch;
  index_t many;
  const void* bias;
  index_t bias_step;
  index_t rest;
  index_t four_more;  // whether four taps follow the steps of eight
  void* y;
  union {
    const std::int16_t* multipliers;  // of bytes
    std::int32_t of_all;              // of 16 bits
  } factor;
  std::int32_t zero, places;
  index_t second, third, fourth;  // from the results of the first window to those of the others
  const void* y_end;
  std::int32_t bias_shift;
  const void* weights;
  std::int32_t doublings;  // of sums
};

#define GENN_ARM_BEGIN(load_bias)         \
  ".syntax unified\n"                     \
  "push {r4-r11, lr}\n"                   \
  "mov lr, r0\n"                          \
  "ldr r1, [lr, #60]\n"                   \
  "0:\n"                                  \
  "ldm lr, {r0, r2, r3, r12}\n" load_bias \
  "add r3, r3, r12\n"                     \
  "str r3, [lr, #8]\n"                    \
  "mov r5, r4\n"                          \
  "mov r6, r4\n"                          \
  "mov r7, r4\n"                          \
  "add r2, r2, r1\n"                      \
  "cmp r1, r2\n"                          \
  "beq 2f\n"                              \
  "1:\n"
#define GENN_ARM_FOUR_MORE   \
  "cmp r1, r2\n"             \
  "bne 1b\n"                 \
  "2:\n"                     \
  "ldrd r2, r3, [lr, #16]\n" \
  "cbz r3, 3f\n"
// Taps behind the last four.
#define GENN_ARM_REST(load)  \
  "3:\n"                     \
  "cbz r2, 5f\n"             \
  "add r2, r2, r1\n"         \
  "4:\n" load                \
  "ldm r0!, {r8-r11}\n"      \
  "smlabb r4, r3, r8, r4\n"  \
  "smlabb r5, r3, r9, r5\n"  \
  "smlabb r6, r3, r10, r6\n" \
  "smlabb r7, r3, r11, r7\n" \
  "cmp r1, r2\n"             \
  "bne 4b\n"                 \
  "5:\n"                     \
  "ldr r3, [lr, #64]\n"      \
  "cbz r3, 7f\n"             \
  "6:\n"                     \
  "qadd r4, r4, r4\n"        \
  "qadd r5, r5, r5\n"        \
  "qadd r6, r6, r6\n"        \
  "qadd r7, r7, r7\n"        \
  "subs r3, r3, #1\n"        \
  "bne 6b\n"                 \
  "7:\n"                     \
  "add r3, lr, #24\n"        \
  "ldm r3, {r0, r2, r8-r12}\n"
#define GENN_ARM_END(factor, bits, store, size)                                      \
  "smmlar r4, r4, " factor                                                           \
  ", r8\n"                                                                           \
  "smmlar r5, r5, " factor                                                           \
  ", r8\n"                                                                           \
  "smmlar r6, r6, " factor                                                           \
  ", r8\n"                                                                           \
  "smmlar r7, r7, " factor                                                           \
  ", r8\n"                                                                           \
  "ssat r4, #" bits                                                                  \
  ", r4\n"                                                                           \
  "ssat r5, #" bits                                                                  \
  ", r5\n"                                                                           \
  "ssat r6, #" bits                                                                  \
  ", r6\n"                                                                           \
  "ssat r7, #" bits ", r7\n" store " r5, [r0, r10]\n" store " r6, [r0, r11]\n" store \
  " r7, [r0, r12]\n" store " r4, [r0], #" size                                       \
  "\n"                                                                               \
  "strd r0, r2, [lr, #24]\n"                                                         \
  "ldr r3, [lr, #52]\n"                                                              \
  "cmp r0, r3\n"                                                                     \
  "bne 0b\n"                                                                         \
  "pop {r4-r11, lr}\n"

// Four taps: of every window taps 0 and 2, then 1 and 3.
#define GENN_ARM_FOUR_BYTES   \
  "ldr r12, [r1], #4\n"       \
  "ldm r0!, {r8-r11}\n"       \
  "sxtb16 r3, r12\n"          \
  "smlad r4, r3, r8, r4\n"    \
  "smlad r5, r3, r9, r5\n"    \
  "smlad r6, r3, r10, r6\n"   \
  "smlad r7, r3, r11, r7\n"   \
  "ldm r0!, {r8-r11}\n"       \
  "sxtb16 r12, r12, ror #8\n" \
  "smlad r4, r12, r8, r4\n"   \
  "smlad r5, r12, r9, r5\n"   \
  "smlad r6, r12, r10, r6\n"  \
  "smlad r7, r12, r11, r7\n"

// Two taps of 16 bits of every window.
#define GENN_ARM_TWO_WORDS  \
  "ldr r3, [r1], #4\n"      \
  "ldm r0!, {r8-r11}\n"     \
  "smlad r4, r3, r8, r4\n"  \
  "smlad r5, r3, r9, r5\n"  \
  "smlad r6, r3, r10, r6\n" \
  "smlad r7, r3, r11, r7\n"

/// Computes all rows.
GENN_NOINLINE inline void run_rows(rows_state& s, std::int8_t) {
  [[maybe_unused]] rows_state* const state = &s;
  GENN_ARM(
      volatile("mov r0, %0\n" GENN_ARM_BEGIN("ldr r4, [r3]\n")
                   GENN_ARM_FOUR_BYTES GENN_ARM_FOUR_BYTES GENN_ARM_FOUR_MORE GENN_ARM_FOUR_BYTES
                       GENN_ARM_REST("ldrsb r3, [r1], #1\n") "ldrsh r3, [r2], #2\n"
                                                             "lsl r3, r3, r9\n" GENN_ARM_END(
                                                                 "r3", "8", "strb", "1")::"r"(state)
               : "r0", "r1", "r2", "r3", "r12", "cc", "memory"));
}
GENN_NOINLINE inline void run_rows(rows_state& s, std::int16_t) {
  [[maybe_unused]] rows_state* const state = &s;
  GENN_ARM(
      volatile("mov r0, %0\n" GENN_ARM_BEGIN("ldrsh r4, [r3]\nldr r5, [lr, #56]\nlsl r4, r4, r5\n")
                   GENN_ARM_TWO_WORDS GENN_ARM_TWO_WORDS GENN_ARM_TWO_WORDS GENN_ARM_TWO_WORDS
                       GENN_ARM_FOUR_MORE GENN_ARM_TWO_WORDS GENN_ARM_TWO_WORDS GENN_ARM_REST(
                           "ldrsh r3, [r1], #2\n") GENN_ARM_END("r2", "16", "strh", "2")::"r"(state)
               : "r0", "r1", "r2", "r3", "r12", "cc", "memory"));
}

#undef GENN_ARM_BEGIN
#undef GENN_ARM_FOUR_MORE
#undef GENN_ARM_REST
#undef GENN_ARM_END
#undef GENN_ARM_FOUR_BYTES
#undef GENN_ARM_TWO_WORDS

}  // namespace kernels::armv7em

GENN_NAMESPACE_END

#include <genn/undef.hpp>

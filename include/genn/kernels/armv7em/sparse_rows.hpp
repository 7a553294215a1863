// SPDX-License-Identifier: BSL-1.0
// Rows of bytes stored by gaps times one vector on Armv7E-M, to whole bytes: weights that lie in
// pairs of whole words are multiplied eight at a time, those around them one by one. Written down
// because no compiler keeps all of it in the fourteen registers.
#pragma once

#include <genn/shape/shape.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::armv7em {

/// What the loop walks over, from the first row on: gaps of less than 255 taps that begin in the
/// same place of a word as the values, counts of a byte, and how results end (rounded_end.hpp).
struct sparse_rows_state {
  std::int8_t* y;
  const std::int8_t* x;
  const std::int16_t* multipliers;
  const std::int32_t* biases;
  const std::uint8_t* counts;
  std::int32_t zero, places;
  const std::uint8_t* gaps;
  const std::int8_t* values;
  index_t rows;
};

// The tap in r1, gaps from r2 on, values from r3 on, the sum in r4. One weight:
#define GENN_ARM_ONE     \
  "ldrb r6, [r2], #1\n"  \
  "add r1, r6\n"         \
  "ldrsb r7, [r3], #1\n" \
  "ldrsb r6, [r1]\n"     \
  "smlabb r4, r6, r7, r4\n"
#define GENN_ARM_ADD(gaps, rotated, half, values) \
  "uxtab r1, r1, " gaps rotated                   \
  "\n"                                            \
  "ldrsb r0, [r1]\n"                              \
  "smlab" half " r4, r0, " values ", r4\n"
#define GENN_ARM_FOUR(gaps, values)                                                           \
  "sxtb16 r10, " values                                                                       \
  "\n"                                                                                        \
  "sxtb16 " values ", " values ", ror #8\n" GENN_ARM_ADD(gaps, "", "b", "r10")                \
      GENN_ARM_ADD(gaps, ", ror #8", "b", values) GENN_ARM_ADD(gaps, ", ror #16", "t", "r10") \
          GENN_ARM_ADD(gaps, ", ror #24", "t", values)
#define GENN_ARM_EIGHT      \
  "ldrd r6, r7, [r2], #8\n" \
  "ldrd r8, r9, [r3], #8\n" GENN_ARM_FOUR("r6", "r8") GENN_ARM_FOUR("r7", "r9")

/// y[row] = the end of bias + the products of the kept weights of a row.
GENN_NOINLINE inline void multiply_sparse_rows(sparse_rows_state& s) {
  [[maybe_unused]] sparse_rows_state* const state = &s;
  GENN_ARM(
      volatile(".syntax unified\n"
               "mov r0, %0\n"
               "push {r4-r10, lr}\n"
               "ldm r0!, {r1-r7}\n"
               "push {r1-r7}\n"
               "ldm r0, {r2, r3, lr}\n"
               "ldm sp, {r0, r1, r5-r9}\n"
               "0:\n"  // a row: y, the first tap, multipliers, biases, counts
               "ldr r4, [r6], #4\n"
               "ldrb r10, [r7], #1\n"
               "stm sp, {r0, r1, r5-r7}\n"
               "and r6, r2, #3\n"
               "add r5, r10, r6\n"
               "subs r5, r5, #12\n"
               "blt 7f\n"
               "tbb [pc, r6]\n"
               "1:\n"
               ".byte (6f-1b)/2, (2f-1b)/2, (3f-1b)/2, (4f-1b)/2\n"
               "6:\n"
               "adds r5, #4\n"
               "b 5f\n"
               "2:\n" GENN_ARM_ONE "3:\n" GENN_ARM_ONE "4:\n" GENN_ARM_ONE
               "5:\n"  // eight weights or more from whole words on: r5 + 8
               "ubfx r0, r5, #3, #2\n"
               "tbh [pc, r0, lsl #1]\n"
               "10:\n"
               ".2byte (11f-10b)/2, (12f-10b)/2, (13f-10b)/2, (14f-10b)/2\n"
               "14:\n" GENN_ARM_EIGHT "13:\n" GENN_ARM_EIGHT "12:\n" GENN_ARM_EIGHT
               "11:\n" GENN_ARM_EIGHT "subs r5, r5, #32\n"
               "bge 14b\n"
               "and r0, r5, #7\n"
               "tbb [pc, r0]\n"
               "20:\n"
               ".byte (9f-20b)/2, (31f-20b)/2, (32f-20b)/2, (33f-20b)/2\n"
               ".byte (24f-20b)/2, (25f-20b)/2, (26f-20b)/2, (27f-20b)/2\n"
               "7:\n"  // a row of few weights
               "cmp r10, #0\n"
               "beq 9f\n"
               "8:\n" GENN_ARM_ONE "subs r10, r10, #1\n"
               "bne 8b\n"
               "b 9f\n"
               "27:\n" GENN_ARM_ONE "26:\n" GENN_ARM_ONE "25:\n" GENN_ARM_ONE "24:\n"
               "ldr r6, [r2], #4\n"
               "ldr r8, [r3], #4\n" GENN_ARM_FOUR(
                   "r6", "r8") "b 9f\n"
                               "33:\n" GENN_ARM_ONE "32:\n" GENN_ARM_ONE "31:\n" GENN_ARM_ONE "9:\n"
                               "ldm sp, {r0, r1, r5-r9}\n"
                               "ldrsh r10, [r5], #2\n"
                               "lsl r10, r10, r9\n"
                               "smmlar r4, r4, r10, r8\n"
                               "ssat r4, #8, r4\n"
                               "strb r4, [r0], #1\n"
                               "subs lr, lr, #1\n"
                               "bne 0b\n"
                               "add sp, sp, #28\n"
                               "pop {r4-r10, lr}\n" ::"r"(state)
               : "r0", "r1", "r2", "r3", "r12", "cc", "memory"));
}

#undef GENN_ARM_ONE
#undef GENN_ARM_ADD
#undef GENN_ARM_FOUR
#undef GENN_ARM_EIGHT

}  // namespace kernels::armv7em

GENN_NAMESPACE_END

#include <genn/undef.hpp>

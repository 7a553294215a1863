// SPDX-License-Identifier: BSL-1.0
// The inner loops of convolutions of integers on Armv6-M: two windows by two outputs.
//
// Bytes: a word holds the inputs of both windows, x0 + x1 * 2^16, so that one multiplication makes
// two products. After two taps the lower lane lies in [-2 * 128 * 127, 2 * 128 * 128] =
// [-32512, 32768]: with 32767 added it fits 16 bits without a sign, and the upper lane, 1 taken
// off, 16 bits with one. So whatever the weights are, a shift by 16 takes the upper lane apart.
#pragma once

#include <genn/shape/shape.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::armv6m {

inline constexpr std::int32_t lane_offset = 32767 - 65536;

/// What the loops walk over: words of two inputs, pairs of rows of weights, and where sums go, two
/// of either row. Lengths of rows in bytes: what is read in steps of four words, in all, and two
/// rows.
template <class W>
struct rows_state {
  const std::int32_t* inputs;
  const W *first, *second;
  index_t many, whole, two_rows;
  std::int32_t* sums;
  index_t pairs;
  std::int32_t added;           // to a word of two lanes before it is taken apart
  index_t words;                // of a row
  std::int32_t added_by_words;  // to all of the lower lanes
};

#define GENN_ARM_BEGIN  \
  ".syntax unified\n"   \
  "push {r4-r7, lr}\n"  \
  "mov r4, r8\n"        \
  "mov r5, r9\n"        \
  "mov r6, r10\n"       \
  "mov r7, r11\n"       \
  "push {r0, r4-r7}\n"  \
  "0:\n"                \
  "ldr r0, [sp]\n"      \
  "ldr r4, [r0, #32]\n" \
  "mov r12, r4\n"       \
  "ldr r4, [r0, #12]\n" \
  "mov lr, r4\n"        \
  "movs r3, #0\n"       \
  "mov r8, r3\n"        \
  "mov r9, r3\n"        \
  "mov r10, r3\n"       \
  "mov r11, r3\n"       \
  "ldr r1, [r0, #4]\n"  \
  "ldr r2, [r0, #8]\n"  \
  "ldr r0, [r0, #0]\n"
// Four steps at a time, where that is worth its code.
#if GENN_IS_SMALL
#  define GENN_ARM_MANY(step) ""
#else
#  define GENN_ARM_MANY(step)  \
    "cmp r3, lr\n"             \
    "beq 2f\n"                 \
    "1:\n" step step step step \
    "cmp r3, lr\n"             \
    "bne 1b\n"                 \
    "2:\n"
#endif
#define GENN_ARM_REST   \
  "ldr r4, [sp]\n"      \
  "ldr r4, [r4, #16]\n" \
  "mov lr, r4\n"        \
  "cmp r3, lr\n"        \
  "beq 4f\n"            \
  "3:\n"
#define GENN_ARM_SUMS \
  "cmp r3, lr\n"      \
  "bne 3b\n"          \
  "4:\n"              \
  "ldr r0, [sp]\n"    \
  "mov r4, r8\n"      \
  "mov r5, r9\n"      \
  "mov r6, r10\n"     \
  "mov r7, r11\n"
// From all of the words and their upper lanes to the two sums.
#define GENN_ARM_LANES  \
  "lsls r2, r5, #16\n"  \
  "subs r4, r4, r2\n"   \
  "lsls r2, r7, #16\n"  \
  "subs r6, r6, r2\n"   \
  "ldr r2, [r0, #40]\n" \
  "subs r4, r4, r2\n"   \
  "subs r6, r6, r2\n"   \
  "ldr r2, [r0, #36]\n" \
  "adds r5, r5, r2\n"   \
  "adds r7, r7, r2\n"
#define GENN_ARM_END     \
  "ldr r1, [r0, #24]\n"  \
  "stmia r1!, {r4-r7}\n" \
  "str r1, [r0, #24]\n"  \
  "ldr r1, [r0, #20]\n"  \
  "ldr r2, [r0, #4]\n"   \
  "adds r2, r2, r1\n"    \
  "str r2, [r0, #4]\n"   \
  "ldr r2, [r0, #8]\n"   \
  "adds r2, r2, r1\n"    \
  "str r2, [r0, #8]\n"   \
  "ldr r1, [r0, #28]\n"  \
  "subs r1, r1, #1\n"    \
  "str r1, [r0, #28]\n"  \
  "beq 5f\n"             \
  "b 0b\n"               \
  "5:\n"                 \
  "pop {r0, r4-r7}\n"    \
  "mov r8, r4\n"         \
  "mov r9, r5\n"         \
  "mov r10, r6\n"        \
  "mov r11, r7\n"        \
  "pop {r4-r7}\n"        \
  "pop {r1}\n"           \
  "mov lr, r1\n"

// Two taps of bytes. Sums: all of a word, then upper lanes, of either output.
#define GENN_ARM_TWO_BYTES \
  "ldmia r0!, {r4, r5}\n"  \
  "ldrsb r6, [r1, r3]\n"   \
  "muls r6, r4, r6\n"      \
  "ldrsb r7, [r2, r3]\n"   \
  "muls r7, r4, r7\n"      \
  "adds r3, #1\n"          \
  "ldrsb r4, [r1, r3]\n"   \
  "muls r4, r5, r4\n"      \
  "adds r6, r6, r4\n"      \
  "ldrsb r4, [r2, r3]\n"   \
  "muls r4, r5, r4\n"      \
  "adds r7, r7, r4\n"      \
  "adds r3, #1\n"          \
  "add r6, r12\n"          \
  "add r7, r12\n"          \
  "add r8, r6\n"           \
  "asrs r6, r6, #16\n"     \
  "add r9, r6\n"           \
  "add r10, r7\n"          \
  "asrs r7, r7, #16\n"     \
  "add r11, r7\n"

// One tap of 16 bits. Sums: of either output, over the first window and the second.
#define GENN_ARM_ONE_WORD \
  "ldmia r0!, {r5}\n"     \
  "sxth r4, r5\n"         \
  "asrs r5, r5, #16\n"    \
  "ldrsh r6, [r1, r3]\n"  \
  "mov r7, r4\n"          \
  "muls r7, r6, r7\n"     \
  "add r8, r7\n"          \
  "muls r6, r5, r6\n"     \
  "add r9, r6\n"          \
  "ldrsh r6, [r2, r3]\n"  \
  "muls r4, r6, r4\n"     \
  "add r10, r4\n"         \
  "muls r5, r6, r5\n"     \
  "add r11, r5\n"         \
  "adds r3, #2\n"

/// Multiplies all pairs of rows.
GENN_ALWAYS_INLINE void multiply_rows(rows_state<std::int8_t>& s) {
  [[maybe_unused]] rows_state<std::int8_t>* const state = &s;
  GENN_ARM(volatile(
      "mov r0, %0\n" GENN_ARM_BEGIN GENN_ARM_MANY(GENN_ARM_TWO_BYTES)
          GENN_ARM_REST GENN_ARM_TWO_BYTES GENN_ARM_SUMS GENN_ARM_LANES GENN_ARM_END ::"r"(state)
      : "r0", "r1", "r2", "r3", "r12", "cc", "memory"));
}
GENN_ALWAYS_INLINE void multiply_rows(rows_state<std::int16_t>& s) {
  [[maybe_unused]] rows_state<std::int16_t>* const state = &s;
  GENN_ARM(volatile("mov r0, %0\n" GENN_ARM_BEGIN GENN_ARM_MANY(GENN_ARM_ONE_WORD)
                        GENN_ARM_REST GENN_ARM_ONE_WORD GENN_ARM_SUMS GENN_ARM_END ::"r"(state)
                    : "r0", "r1", "r2", "r3", "r12", "cc", "memory"));
}

#undef GENN_ARM_BEGIN
#undef GENN_ARM_MANY
#undef GENN_ARM_REST
#undef GENN_ARM_SUMS
#undef GENN_ARM_LANES
#undef GENN_ARM_END
#undef GENN_ARM_TWO_BYTES
#undef GENN_ARM_ONE_WORD

}  // namespace kernels::armv6m

GENN_NAMESPACE_END

#include <genn/undef.hpp>

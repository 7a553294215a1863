// SPDX-License-Identifier: BSL-1.0
// The inner loops of convolutions of integers on Armv7E-M: four windows by one output, written down
// because no compiler keeps all of it in the fourteen registers.
#pragma once

#include <genn/shape/shape.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::armv7em {

/// What the loops walk over: a patch, rows of weights, and where sums go, four of each row. Lengths
/// in bytes: what is read of a row in steps of eight taps, and what is left behind.
template <class W>
struct rows_state {
  const std::int16_t* patch;
  const W* weights;
  index_t many, rest;
  std::int32_t* sums;
  index_t rows;
  index_t four_more;  // whether four taps follow
};

#define GENN_ARM_BEGIN  \
  ".syntax unified\n"   \
  "push {r4-r11, lr}\n" \
  "mov lr, r0\n"        \
  "ldr r1, [lr, #4]\n"  \
  "0:\n"                \
  "ldr r0, [lr]\n"      \
  "ldr r2, [lr, #8]\n"  \
  "movs r4, #0\n"       \
  "movs r5, #0\n"       \
  "movs r6, #0\n"       \
  "movs r7, #0\n"       \
  "adds r2, r2, r1\n"   \
  "cmp r1, r2\n"        \
  "beq 2f\n"            \
  "1:\n"
#define GENN_ARM_NEXT   \
  "cmp r1, r2\n"        \
  "bne 1b\n"            \
  "2:\n"                \
  "ldr r3, [lr, #24]\n" \
  "cbz r3, 3f\n"
#define GENN_ARM_END    \
  "3:\n"                \
  "ldr r3, [lr, #12]\n" \
  "ldr r0, [lr, #16]\n" \
  "add r1, r1, r3\n"    \
  "stm r0!, {r4-r7}\n"  \
  "str r0, [lr, #16]\n" \
  "ldr r3, [lr, #20]\n" \
  "subs r3, r3, #1\n"   \
  "str r3, [lr, #20]\n" \
  "bne 0b\n"            \
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

/// Multiplies all rows.
GENN_ALWAYS_INLINE void multiply_rows(rows_state<std::int8_t>& s) {
  [[maybe_unused]] rows_state<std::int8_t>* const state = &s;
  GENN_ARM(volatile("mov r0, %0\n" GENN_ARM_BEGIN GENN_ARM_FOUR_BYTES GENN_ARM_FOUR_BYTES
                        GENN_ARM_NEXT GENN_ARM_FOUR_BYTES GENN_ARM_END ::"r"(state)
                    : "r0", "r1", "r2", "r3", "r12", "cc", "memory"));
}
GENN_ALWAYS_INLINE void multiply_rows(rows_state<std::int16_t>& s) {
  [[maybe_unused]] rows_state<std::int16_t>* const state = &s;
  GENN_ARM(volatile("mov r0, %0\n" GENN_ARM_BEGIN GENN_ARM_TWO_WORDS GENN_ARM_TWO_WORDS
                        GENN_ARM_TWO_WORDS GENN_ARM_TWO_WORDS GENN_ARM_NEXT GENN_ARM_TWO_WORDS
                            GENN_ARM_TWO_WORDS GENN_ARM_END ::"r"(state)
                    : "r0", "r1", "r2", "r3", "r12", "cc", "memory"));
}

#undef GENN_ARM_BEGIN
#undef GENN_ARM_NEXT
#undef GENN_ARM_END
#undef GENN_ARM_FOUR_BYTES
#undef GENN_ARM_TWO_WORDS

}  // namespace kernels::armv7em

GENN_NAMESPACE_END

#include <genn/undef.hpp>

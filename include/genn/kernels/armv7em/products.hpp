// SPDX-License-Identifier: BSL-1.0
// The inner loops of convolutions of integers on Armv7E-M: two windows by two outputs, written down
// because no compiler keeps all of it in the fourteen registers.
#pragma once

#include <genn/kernels/portable/patch.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::armv7em {

/// What a loop walks over: a patch, two rows of weights up to the end of the first, and its sums.
template <class W>
struct loop_state {
  const void* patch;
  const W *first, *second, *end;
  portable::four_sums sums;
};

#define GENN_ARM_BEGIN          \
  ".syntax unified\n"           \
  "push {r4-r11, lr}\n"         \
  "push {r0}\n"                 \
  "add r12, r0, #16\n"          \
  "ldm r12, {r4-r7}\n"          \
  "ldm r0, {r1, r2, r3, r12}\n" \
  "1:\n"
#define GENN_ARM_END   \
  "cmp r2, r12\n"      \
  "bne 1b\n"           \
  "pop {r0}\n"         \
  "add r12, r0, #16\n" \
  "stm r12, {r4-r7}\n" \
  "pop {r4-r11, lr}\n"

// Four taps: inputs as (0, 2), (1, 3) of both windows.
#define GENN_ARM_FOUR_BYTES \
  "ldm r1!, {r8-r11}\n"     \
  "ldr lr, [r2], #4\n"      \
  "sxtb16 r0, lr\n"         \
  "sxtb16 lr, lr, ror #8\n" \
  "smlad r4, r0, r8, r4\n"  \
  "smlad r5, r0, r10, r5\n" \
  "smlad r4, lr, r9, r4\n"  \
  "smlad r5, lr, r11, r5\n" \
  "ldr lr, [r3], #4\n"      \
  "sxtb16 r0, lr\n"         \
  "sxtb16 lr, lr, ror #8\n" \
  "smlad r6, r0, r8, r6\n"  \
  "smlad r7, r0, r10, r7\n" \
  "smlad r6, lr, r9, r6\n"  \
  "smlad r7, lr, r11, r7\n"

// Four taps of 16 bits: inputs as (0, 1), (2, 3) of both windows.
#define GENN_ARM_FOUR_WORDS \
  "ldm r1!, {r8-r11}\n"     \
  "ldr r0, [r2], #4\n"      \
  "ldr lr, [r2], #4\n"      \
  "smlad r4, r0, r8, r4\n"  \
  "smlad r5, r0, r10, r5\n" \
  "smlad r4, lr, r9, r4\n"  \
  "smlad r5, lr, r11, r5\n" \
  "ldr r0, [r3], #4\n"      \
  "ldr lr, [r3], #4\n"      \
  "smlad r6, r0, r8, r6\n"  \
  "smlad r7, r0, r10, r7\n" \
  "smlad r6, lr, r9, r6\n"  \
  "smlad r7, lr, r11, r7\n"

/// Multiplies up to `end`, which lies a multiple of four taps, of eight with Pairs, behind `first`.
template <bool Pairs>
GENN_ALWAYS_INLINE void multiply_fours(loop_state<std::int8_t>& s) {
  [[maybe_unused]] loop_state<std::int8_t>* const state = &s;
  if constexpr (Pairs)
    GENN_ARM(volatile("mov r0, %0\n" GENN_ARM_BEGIN GENN_ARM_FOUR_BYTES GENN_ARM_FOUR_BYTES
                          GENN_ARM_END ::"r"(state)
                      : "r0", "r1", "r2", "r3", "r12", "cc", "memory"));
  else
    GENN_ARM(volatile("mov r0, %0\n" GENN_ARM_BEGIN GENN_ARM_FOUR_BYTES GENN_ARM_END ::"r"(state)
                      : "r0", "r1", "r2", "r3", "r12", "cc", "memory"));
}
template <bool Pairs>
GENN_ALWAYS_INLINE void multiply_fours(loop_state<std::int16_t>& s) {
  [[maybe_unused]] loop_state<std::int16_t>* const state = &s;
  if constexpr (Pairs)
    GENN_ARM(volatile("mov r0, %0\n" GENN_ARM_BEGIN GENN_ARM_FOUR_WORDS GENN_ARM_FOUR_WORDS
                          GENN_ARM_END ::"r"(state)
                      : "r0", "r1", "r2", "r3", "r12", "cc", "memory"));
  else
    GENN_ARM(volatile("mov r0, %0\n" GENN_ARM_BEGIN GENN_ARM_FOUR_WORDS GENN_ARM_END ::"r"(state)
                      : "r0", "r1", "r2", "r3", "r12", "cc", "memory"));
}

#undef GENN_ARM_BEGIN
#undef GENN_ARM_END
#undef GENN_ARM_FOUR_BYTES
#undef GENN_ARM_FOUR_WORDS

}  // namespace kernels::armv7em

GENN_NAMESPACE_END

#include <genn/undef.hpp>

// SPDX-License-Identifier: BSL-1.0
// The inner loops of convolutions of integers on Armv6-M: two windows by two outputs.
//
// Bytes: a word holds the inputs of both windows, x0 + x1 * 2^16, so that one multiplication makes
// two products. After two taps the lower lane lies in [-2 * 128 * 127, 2 * 128 * 128] =
// [-32512, 32768]: with 32767 added it fits 16 bits without a sign, and the upper lane, 1 taken
// off, 16 bits with one. So whatever the weights are, a shift by 16 takes the upper lane apart.
#pragma once

#include <genn/kernels/portable/patch.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::armv6m {

/// What a loop walks over: words of two inputs, two rows of weights, and up to where they are read,
/// in bytes; sums, in the order of the registers.
template <class W>
struct loop_state {
  const std::int32_t* inputs;
  const W *first, *second;
  index_t at, end;
  std::int32_t sums[4];
  std::int32_t added;  // to a word of two lanes before it is taken apart
};

inline constexpr std::int32_t lane_offset = 32767 - 65536;

#define GENN_ARM_BEGIN   \
  ".syntax unified\n"    \
  "push {r0, r4-r7}\n"   \
  "mov r4, r8\n"         \
  "mov r5, r9\n"         \
  "mov r6, r10\n"        \
  "mov r7, r11\n"        \
  "push {r4-r7}\n"       \
  "mov r4, lr\n"         \
  "push {r4}\n"          \
  "ldr r4, [r0, #36]\n"  \
  "mov r12, r4\n"        \
  "ldr r4, [r0, #20]\n"  \
  "mov r8, r4\n"         \
  "ldr r4, [r0, #24]\n"  \
  "mov r9, r4\n"         \
  "ldr r4, [r0, #28]\n"  \
  "mov r10, r4\n"        \
  "ldr r4, [r0, #32]\n"  \
  "mov r11, r4\n"        \
  "ldr r4, [r0, #16]\n"  \
  "mov lr, r4\n"         \
  "ldmia r0!, {r4-r7}\n" \
  "mov r0, r4\n"         \
  "mov r1, r5\n"         \
  "mov r2, r6\n"         \
  "mov r3, r7\n"         \
  "1:\n"
#define GENN_ARM_END    \
  "cmp r3, lr\n"        \
  "bne 1b\n"            \
  "ldr r0, [sp, #20]\n" \
  "mov r4, r8\n"        \
  "str r4, [r0, #20]\n" \
  "mov r4, r9\n"        \
  "str r4, [r0, #24]\n" \
  "mov r4, r10\n"       \
  "str r4, [r0, #28]\n" \
  "mov r4, r11\n"       \
  "str r4, [r0, #32]\n" \
  "pop {r4}\n"          \
  "mov lr, r4\n"        \
  "pop {r4-r7}\n"       \
  "mov r8, r4\n"        \
  "mov r9, r5\n"        \
  "mov r10, r6\n"       \
  "mov r11, r7\n"       \
  "pop {r0, r4-r7}\n"

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

/// Multiplies up to `end`, in steps of two taps, of eight with Unrolled.
template <bool Unrolled>
GENN_ALWAYS_INLINE void multiply(loop_state<std::int8_t>& s) {
  [[maybe_unused]] loop_state<std::int8_t>* const state = &s;
  if constexpr (Unrolled)
    GENN_ARM(volatile("mov r0, %0\n" GENN_ARM_BEGIN GENN_ARM_TWO_BYTES GENN_ARM_TWO_BYTES
                          GENN_ARM_TWO_BYTES GENN_ARM_TWO_BYTES GENN_ARM_END ::"r"(state)
                      : "r0", "r1", "r2", "r3", "r12", "cc", "memory"));
  else
    GENN_ARM(volatile("mov r0, %0\n" GENN_ARM_BEGIN GENN_ARM_TWO_BYTES GENN_ARM_END ::"r"(state)
                      : "r0", "r1", "r2", "r3", "r12", "cc", "memory"));
}
/// The same in steps of one tap, of four with Unrolled.
template <bool Unrolled>
GENN_ALWAYS_INLINE void multiply(loop_state<std::int16_t>& s) {
  [[maybe_unused]] loop_state<std::int16_t>* const state = &s;
  if constexpr (Unrolled)
    GENN_ARM(volatile("mov r0, %0\n" GENN_ARM_BEGIN GENN_ARM_ONE_WORD GENN_ARM_ONE_WORD
                          GENN_ARM_ONE_WORD GENN_ARM_ONE_WORD GENN_ARM_END ::"r"(state)
                      : "r0", "r1", "r2", "r3", "r12", "cc", "memory"));
  else
    GENN_ARM(volatile("mov r0, %0\n" GENN_ARM_BEGIN GENN_ARM_ONE_WORD GENN_ARM_END ::"r"(state)
                      : "r0", "r1", "r2", "r3", "r12", "cc", "memory"));
}

#undef GENN_ARM_BEGIN
#undef GENN_ARM_END
#undef GENN_ARM_TWO_BYTES
#undef GENN_ARM_ONE_WORD

}  // namespace kernels::armv6m

GENN_NAMESPACE_END

#include <genn/undef.hpp>

// SPDX-License-Identifier: BSL-1.0
// From the sums of two windows to bytes on Armv6-M, without a product of more than 32 bits.
#pragma once

#include <genn/number/rescaling.hpp>
#include <genn/shape/shape.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::armv6m {

/// What the loop walks over: pairs of sums, a bias and a multiplier for each pair, results of the
/// first window, `second` bytes in front of those of the other.
struct ends_state {
  const std::int32_t* sums;
  const void *biases, *multipliers;
  std::int8_t* y;
  std::int32_t rounding, shift;
  index_t second;
  const std::int32_t* sums_end;
};

// scaled(sum, r6) + rounding, shifted right.
#define GENN_ARM_SCALE(sum) \
  "asrs r7, " sum           \
  ", #16\n"                 \
  "muls r7, r6, r7\n"       \
  "uxth " sum ", " sum      \
  "\n"                      \
  "muls " sum ", r6, " sum  \
  "\n"                      \
  "lsrs " sum ", " sum      \
  ", #16\n"                 \
  "adds " sum ", " sum      \
  ", r7\n"                  \
  "add " sum                \
  ", r8\n"                  \
  "mov r7, r9\n"            \
  "asrs " sum               \
  ", r7\n"                  \
  "sxtb r7, " sum           \
  "\n"                      \
  "cmp r7, " sum "\n"
// -128 or 127, by the sign.
#define GENN_ARM_SATURATE(sum) \
  "movs r7, #127\n"            \
  "asrs " sum ", " sum         \
  ", #31\n"                    \
  "eors " sum ", r7\n"

GENN_NOINLINE inline void end_pairs(ends_state& s) {
  [[maybe_unused]] ends_state* const state = &s;
  GENN_ARM(
      volatile("mov r0, %0\n"
               ".syntax unified\n"
               "push {r4-r7, lr}\n"
               "mov r4, r8\n"
               "mov r5, r9\n"
               "mov r6, r10\n"
               "mov r7, r11\n"
               "push {r4-r7}\n"
               "ldr r4, [r0, #16]\n"
               "mov r8, r4\n"
               "ldr r4, [r0, #20]\n"
               "mov r9, r4\n"
               "ldr r4, [r0, #24]\n"
               "mov r10, r4\n"
               "ldr r4, [r0, #28]\n"
               "mov r11, r4\n"
               "ldmia r0!, {r1, r2, r4}\n"
               "ldr r3, [r0]\n"
               "mov r0, r1\n"
               "mov r1, r2\n"
               "mov r2, r4\n"
               "0:\n"
               "ldmia r0!, {r4, r5}\n"
               "ldmia r1!, {r6}\n"
               "adds r4, r4, r6\n"
               "adds r5, r5, r6\n"
               "ldrh r6, [r2]\n"
               "adds r2, #2\n" GENN_ARM_SCALE(
                   "r4") "bne 3f\n"
                         "1:\n" GENN_ARM_SCALE("r5") "bne 4f\n"
                                                     "2:\n"
                                                     "mov r7, r10\n"
                                                     "strb r5, [r3, r7]\n"
                                                     "strb r4, [r3]\n"
                                                     "adds r3, #1\n"
                                                     "cmp r0, r11\n"
                                                     "bne 0b\n"
                                                     "b 5f\n"
                                                     "3:\n" GENN_ARM_SATURATE(
                                                         "r4") "b 1b\n"
                                                               "4:\n" GENN_ARM_SATURATE(
                                                                   "r5") "b 2b\n"
                                                                         "5:\n"
                                                                         "pop {r4-r7}\n"
                                                                         "mov r8, r4\n"
                                                                         "mov r9, r5\n"
                                                                         "mov r10, r6\n"
                                                                         "mov r11, r7\n"
                                                                         "pop {r4-r7}\n"
                                                                         "pop {r1}\n"
                                                                         "mov lr, r1\n" ::"r"(state)
               : "r0", "r1", "r2", "r3", "cc", "memory"));
}

#undef GENN_ARM_SCALE
#undef GENN_ARM_SATURATE

/// Ends `count` sums, of two windows side by side; a window that has no neighbour stands twice.
GENN_ALWAYS_INLINE void end_pairs(const std::int32_t* sums, index_t count, const void* biases,
                                  const void* multipliers, const rescaling& how, std::int8_t* y,
                                  index_t second) {
  ends_state state{sums, biases, multipliers, y, how.rounding, how.shift, second, sums + count};
  end_pairs(state);
}

}  // namespace kernels::armv6m

GENN_NAMESPACE_END

#include <genn/undef.hpp>

// SPDX-License-Identifier: BSL-1.0
// The sums of one row of weights stored by gaps over four windows on Armv7E-M, written down because
// no compiler keeps all of it in the fourteen registers.
#pragma once

#include <genn/shape/shape.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::armv7em {

/// What the loop walks over: gaps of less than 255 taps, the weights in [first, last), windows of
/// taps side by side. Sums begin with the bias.
struct sparse_state {
  const void *gaps, *first, *last;
  std::int32_t bias;
  const void* windows[4];
  std::int32_t sums[4];
};

#define GENN_ARM_WEIGHTS(weight, load, tap)                 \
  ".syntax unified\n"                                       \
  "push {r0, r4-r11, lr}\n"                                 \
  "ldm r0!, {r1-r4}\n"                                      \
  "ldm r0, {r8-r11}\n"                                      \
  "mov r5, r4\n"                                            \
  "mov r6, r4\n"                                            \
  "mov r7, r4\n"                                            \
  "movs r12, #0\n"                                          \
  "cmp r2, r3\n"                                            \
  "beq 2f\n"                                                \
  "1:\n"                                                    \
  "ldrb r0, [r1], #1\n"                                     \
  "add r12, r12, r0\n" weight "\n" load " r0, [r8, r12" tap \
  "]\n"                                                     \
  "smlabb r4, r0, lr, r4\n" load " r0, [r9, r12" tap        \
  "]\n"                                                     \
  "smlabb r5, r0, lr, r5\n" load " r0, [r10, r12" tap       \
  "]\n"                                                     \
  "smlabb r6, r0, lr, r6\n" load " r0, [r11, r12" tap       \
  "]\n"                                                     \
  "smlabb r7, r0, lr, r7\n"                                 \
  "cmp r2, r3\n"                                            \
  "bne 1b\n"                                                \
  "2:\n"                                                    \
  "pop {r0}\n"                                              \
  "adds r0, #32\n"                                          \
  "stm r0!, {r4-r7}\n"                                      \
  "pop {r4-r11, lr}\n"

GENN_NOINLINE inline void sum_four_windows(sparse_state& s, std::int8_t) {
  [[maybe_unused]] sparse_state* const state = &s;
  GENN_ARM(volatile("mov r0, %0\n" GENN_ARM_WEIGHTS("ldrsb lr, [r2], #1", "ldrsb", "")::"r"(state)
                    : "r0", "r1", "r2", "r3", "r12", "cc", "memory"));
}
GENN_NOINLINE inline void sum_four_windows(sparse_state& s, std::int16_t) {
  [[maybe_unused]] sparse_state* const state = &s;
  GENN_ARM(volatile(
      "mov r0, %0\n" GENN_ARM_WEIGHTS("ldrsh lr, [r2], #2", "ldrsh", ", lsl #1")::"r"(state)
      : "r0", "r1", "r2", "r3", "r12", "cc", "memory"));
}

#undef GENN_ARM_WEIGHTS

}  // namespace kernels::armv7em

GENN_NAMESPACE_END

#include <genn/undef.hpp>

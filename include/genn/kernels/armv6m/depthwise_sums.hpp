// SPDX-License-Identifier: BSL-1.0
// Sums of two depthwise windows on Armv6-M: each weight is loaded once for both.
#pragma once

#include <genn/kernels/portable/depthwise_sums.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::armv6m {

/// What the loops walk over, in bytes: `run` inputs of a row, `skip` weights between two taps
/// beyond the distance of their inputs.
struct channels_state {
  const void *x, *w;
  index_t step, all_weights;
  std::int32_t* sums;
  index_t channels;
  index_t pitch, run, row_pitch, skip;
};

#define GENN_ARM_BEGIN(size) \
  ".syntax unified\n"        \
  "push {r4-r7, lr}\n"       \
  "mov r4, r8\n"             \
  "mov r5, r9\n"             \
  "mov r6, r10\n"            \
  "mov r7, r11\n"            \
  "push {r0, r4-r7}\n"       \
  "ldr r4, [r0, #24]\n"      \
  "mov r8, r4\n"             \
  "ldr r4, [r0, #28]\n"      \
  "mov r9, r4\n"             \
  "ldr r4, [r0, #32]\n"      \
  "mov r10, r4\n"            \
  "ldr r4, [r0, #36]\n"      \
  "mov r11, r4\n"            \
  "0:\n"                     \
  "ldr r4, [sp]\n"           \
  "ldr r0, [r4, #0]\n"       \
  "ldr r2, [r4, #4]\n"       \
  "adds r3, r0, #" size      \
  "\n"                       \
  "str r3, [r4, #0]\n"       \
  "adds r3, r2, #" size      \
  "\n"                       \
  "str r3, [r4, #4]\n"       \
  "ldr r3, [r4, #8]\n"       \
  "adds r1, r0, r3\n"        \
  "ldr r3, [r4, #12]\n"      \
  "adds r3, r3, r2\n"        \
  "mov r12, r3\n"            \
  "movs r6, #0\n"            \
  "movs r7, #0\n"            \
  "1:\n"                     \
  "movs r3, #0\n"            \
  "2:\n"
#define GENN_ARM_TAP(load)      \
  load " r5, [r2, r3]\n" load   \
       " r4, [r0, r3]\n"        \
       "muls r4, r5, r4\n"      \
       "adds r6, r6, r4\n" load \
       " r4, [r1, r3]\n"        \
       "muls r4, r5, r4\n"      \
       "adds r7, r7, r4\n"      \
       "add r3, r8\n"           \
       "add r2, r11\n"
#define GENN_ARM_END      \
  "cmp r3, r9\n"          \
  "bne 2b\n"              \
  "add r0, r10\n"         \
  "add r1, r10\n"         \
  "add r2, r9\n"          \
  "cmp r2, r12\n"         \
  "bne 1b\n"              \
  "ldr r4, [sp]\n"        \
  "ldr r5, [r4, #16]\n"   \
  "stmia r5!, {r6, r7}\n" \
  "str r5, [r4, #16]\n"   \
  "ldr r5, [r4, #20]\n"   \
  "subs r5, r5, #1\n"     \
  "str r5, [r4, #20]\n"   \
  "bne 0b\n"              \
  "pop {r0, r4-r7}\n"     \
  "mov r8, r4\n"          \
  "mov r9, r5\n"          \
  "mov r10, r6\n"         \
  "mov r11, r7\n"         \
  "pop {r4-r7}\n"         \
  "pop {r1}\n"            \
  "mov lr, r1\n"

/// Sums all channels; with Threes, rows of a multiple of three taps.
template <index_t Size, bool Threes>
GENN_ALWAYS_INLINE void sum_channels(channels_state& s) {
  [[maybe_unused]] channels_state* const state = &s;
  if constexpr (Size == 1 && Threes)
    GENN_ARM(volatile("mov r0, %0\n" GENN_ARM_BEGIN("1") GENN_ARM_TAP("ldrsb") GENN_ARM_TAP("ldrsb")
                          GENN_ARM_TAP("ldrsb") GENN_ARM_END ::"r"(state)
                      : "r0", "r1", "r2", "r3", "r12", "cc", "memory"));
  else if constexpr (Size == 1)
    GENN_ARM(volatile("mov r0, %0\n" GENN_ARM_BEGIN("1") GENN_ARM_TAP("ldrsb")
                          GENN_ARM_END ::"r"(state)
                      : "r0", "r1", "r2", "r3", "r12", "cc", "memory"));
  else if constexpr (Threes)
    GENN_ARM(volatile("mov r0, %0\n" GENN_ARM_BEGIN("2") GENN_ARM_TAP("ldrsh") GENN_ARM_TAP("ldrsh")
                          GENN_ARM_TAP("ldrsh") GENN_ARM_END ::"r"(state)
                      : "r0", "r1", "r2", "r3", "r12", "cc", "memory"));
  else
    GENN_ARM(volatile("mov r0, %0\n" GENN_ARM_BEGIN("2") GENN_ARM_TAP("ldrsh")
                          GENN_ARM_END ::"r"(state)
                      : "r0", "r1", "r2", "r3", "r12", "cc", "memory"));
}

#undef GENN_ARM_BEGIN
#undef GENN_ARM_TAP
#undef GENN_ARM_END

/// As portable::channel_by_channel; a window that has no neighbour is summed twice.
struct two_windows {
  template <class X, class W>
  static GENN_ALWAYS_INLINE void sum(const portable::depthwise_walk& s, const X* x, index_t step,
                                     index_t windows, const W* w, index_t channels,
                                     std::int32_t* sums) {
    constexpr index_t size = sizeof(X);
    channels_state state{x,
                         w,
                         windows == 2 ? step * size : 0,
                         s.rows * s.weight_row_pitch * size,
                         sums,
                         channels,
                         s.column_pitch * size,
                         s.columns * s.column_pitch * size,
                         s.row_pitch * size,
                         (s.weight_pitch - s.column_pitch) * size};
    if (s.columns == 3)
      sum_channels<size, true>(state);
    else
      sum_channels<size, false>(state);
  }
};

}  // namespace kernels::armv6m

GENN_NAMESPACE_END

#include <genn/undef.hpp>

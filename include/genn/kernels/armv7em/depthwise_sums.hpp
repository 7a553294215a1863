// SPDX-License-Identifier: BSL-1.0
// Sums of depthwise windows on Armv7E-M, four channels at once: their inputs and their weights lie
// in one word of bytes, in two of 16-bit integers.
#pragma once

#include <genn/kernels/portable/depthwise_sums.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::armv7em {

/// What the loops walk over, in bytes: `run` inputs of a row, `gap` up to the next row.
struct fours_state {
  const void *x, *w;
  std::int32_t* sums;
  index_t fours, rows;
  index_t run, gap;
  index_t pitch, weight_pitch;
};

#define GENN_ARM_BEGIN         \
  ".syntax unified\n"          \
  "push {r4-r11, lr}\n"        \
  "push {r0, r1}\n"            \
  "ldrd r10, r11, [r0, #28]\n" \
  "0:\n"                       \
  "ldr r2, [sp]\n"             \
  "ldrd r0, r1, [r2]\n"        \
  "ldr lr, [r2, #16]\n"        \
  "movs r4, #0\n"              \
  "movs r5, #0\n"              \
  "movs r6, #0\n"              \
  "movs r7, #0\n"              \
  "1:\n"                       \
  "ldr r2, [sp]\n"             \
  "ldr r3, [r2, #20]\n"        \
  "add r12, r0, r3\n"          \
  "2:\n"
// Sums of one window lie two apart.
#define GENN_ARM_END(size) \
  "cmp r0, r12\n"          \
  "bne 2b\n"               \
  "ldr r2, [sp]\n"         \
  "ldr r3, [r2, #24]\n"    \
  "add r0, r0, r3\n"       \
  "subs lr, lr, #1\n"      \
  "bne 1b\n"               \
  "ldr r3, [r2, #8]\n"     \
  "str r4, [r3]\n"         \
  "str r5, [r3, #8]\n"     \
  "str r6, [r3, #16]\n"    \
  "str r7, [r3, #24]\n"    \
  "adds r3, r3, #32\n"     \
  "ldrd r0, r1, [r2]\n"    \
  "adds r0, r0, #" size    \
  "\n"                     \
  "adds r1, r1, #" size    \
  "\n"                     \
  "strd r0, r1, [r2]\n"    \
  "str r3, [r2, #8]\n"     \
  "ldr r3, [r2, #12]\n"    \
  "subs r3, r3, #1\n"      \
  "str r3, [r2, #12]\n"    \
  "bne 0b\n"               \
  "pop {r0, r1}\n"         \
  "pop {r4-r11, lr}\n"

#define GENN_ARM_BYTES      \
  "ldr r2, [r0]\n"          \
  "ldr r3, [r1]\n"          \
  "add r0, r0, r10\n"       \
  "add r1, r1, r11\n"       \
  "sxtb16 r8, r2\n"         \
  "sxtb16 r9, r3\n"         \
  "sxtb16 r2, r2, ror #8\n" \
  "sxtb16 r3, r3, ror #8\n" \
  "smlabb r4, r8, r9, r4\n" \
  "smlatt r6, r8, r9, r6\n" \
  "smlabb r5, r2, r3, r5\n" \
  "smlatt r7, r2, r3, r7\n"
#define GENN_ARM_WORDS      \
  "ldr r2, [r0]\n"          \
  "ldr r3, [r1]\n"          \
  "ldr r8, [r0, #4]\n"      \
  "ldr r9, [r1, #4]\n"      \
  "add r0, r0, r10\n"       \
  "add r1, r1, r11\n"       \
  "smlabb r4, r2, r3, r4\n" \
  "smlatt r5, r2, r3, r5\n" \
  "smlabb r6, r8, r9, r6\n" \
  "smlatt r7, r8, r9, r7\n"

/// Sums all channels; with Threes, rows of three taps.
template <index_t Size, bool Threes>
GENN_ALWAYS_INLINE void sum_fours(fours_state& s) {
  [[maybe_unused]] fours_state* const state = &s;
  if constexpr (Size == 1 && Threes)
    GENN_ARM(volatile("mov r0, %0\n" GENN_ARM_BEGIN GENN_ARM_BYTES GENN_ARM_BYTES GENN_ARM_BYTES
                          GENN_ARM_END("4")::"r"(state)
                      : "r0", "r1", "r2", "r3", "r12", "cc", "memory"));
  else if constexpr (Size == 1)
    GENN_ARM(volatile("mov r0, %0\n" GENN_ARM_BEGIN GENN_ARM_BYTES GENN_ARM_END("4")::"r"(state)
                      : "r0", "r1", "r2", "r3", "r12", "cc", "memory"));
  else if constexpr (Threes)
    GENN_ARM(volatile("mov r0, %0\n" GENN_ARM_BEGIN GENN_ARM_WORDS GENN_ARM_WORDS GENN_ARM_WORDS
                          GENN_ARM_END("8")::"r"(state)
                      : "r0", "r1", "r2", "r3", "r12", "cc", "memory"));
  else
    GENN_ARM(volatile("mov r0, %0\n" GENN_ARM_BEGIN GENN_ARM_WORDS GENN_ARM_END("8")::"r"(state)
                      : "r0", "r1", "r2", "r3", "r12", "cc", "memory"));
}

#undef GENN_ARM_BEGIN
#undef GENN_ARM_END
#undef GENN_ARM_BYTES
#undef GENN_ARM_WORDS

/// As portable::channel_by_channel.
struct four_channels {
  template <class X, class W>
  static GENN_ALWAYS_INLINE void sum(const portable::depthwise_walk& s, const X* x, index_t step,
                                     index_t windows, const W* w, index_t channels,
                                     std::int32_t* sums) {
    constexpr index_t size = sizeof(X);
    const index_t fours = channels / 4, done = fours * 4, run = s.columns * s.column_pitch * size;
    if (fours > 0)
      for (index_t window = 0; window < windows; ++window) {
        fours_state state{x + window * step,
                          w,
                          sums + window,
                          fours,
                          s.rows,
                          run,
                          s.row_pitch * size - run,
                          s.column_pitch * size,
                          s.weight_pitch * size};
        if (s.columns == 3)
          sum_fours<size, true>(state);
        else
          sum_fours<size, false>(state);
      }
    if (done < channels)
      portable::channel_by_channel::sum(s, x + done, step, windows, w + done, channels - done,
                                        sums + 2 * done);
  }
};

}  // namespace kernels::armv7em

GENN_NAMESPACE_END

#include <genn/undef.hpp>

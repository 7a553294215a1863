// SPDX-License-Identifier: BSL-1.0
// Sums of depthwise windows with MVE: sixteen channels of bytes at once, eight of 16 bits. Products
// of even and of odd channels stand apart until the sums are scattered to their places.
#pragma once

#include <genn/kernels/portable/depthwise_sums.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::armv81m {

/// What the loops walk over, in bytes: `gap` from the end of a row's inputs to the next row.
struct channels_state {
  const void *x, *w;
  std::int32_t* sums;
  index_t channels, rows, columns;
  index_t pitch, weight_pitch, gap;
};

// x: r1, its pitch r3, gap r9; w: r2, pitch r4; sums: r7; channels: r8; the state: r12.
#define GENN_ARM_BEGIN(bits, step) \
  ".syntax unified\n"              \
  "push {r4-r9, lr}\n"             \
  "mov r12, r0\n"                  \
  "ldrd r7, r8, [r0, #8]\n"        \
  "ldrd r3, r4, [r0, #24]\n"       \
  "ldr r9, [r0, #32]\n"            \
  "movs r0, #0\n"                  \
  "vidup.u32 q3, r0, #" step       \
  "\n"                             \
  "0:\n"                           \
  "ldrd r1, r2, [r12]\n"           \
  "ldrd r5, r6, [r12, #16]\n"      \
  "vctp." bits " r8\n"
#define GENN_ARM_ROW(load)          \
  "1:\n"                            \
  "dls lr, r6\n"                    \
  "2:\n"                            \
  "vpstt\n" load " q0, [r1]\n" load \
  " q1, [r2]\n"                     \
  "add r1, r1, r3\n"                \
  "add r2, r2, r4\n"
#define GENN_ARM_NEXT \
  "le lr, 2b\n"       \
  "add r1, r1, r9\n"  \
  "subs r5, r5, #1\n" \
  "bne 1b\n"
// The sums of a channel have room for two windows.
#define GENN_ARM_END(channels)  \
  "ldrd r1, r2, [r12]\n"        \
  "adds r1, r1, #16\n"          \
  "adds r2, r2, #16\n"          \
  "strd r1, r2, [r12]\n"        \
  "adds r7, r7, #8 * " channels \
  "\n"                          \
  "subs r8, r8, #" channels     \
  "\n"                          \
  "bgt 0b\n"                    \
  "pop {r4-r9, lr}\n"

// Loads beyond the channels are left out, their sums lie where no other channel's do.
template <index_t Size>
GENN_NOINLINE void sum_channels(channels_state& s) {
  [[maybe_unused]] channels_state* const state = &s;
  if constexpr (Size == 1)
    GENN_ARM(volatile("mov r0, %0\n" GENN_ARM_BEGIN(
                          "8", "8") "vmov.i32 q4, #0\n"
                                    "vmov.i32 q5, #0\n"
                                    "vmov.i32 q6, #0\n"
                                    "vmov.i32 q7, #0\n" GENN_ARM_ROW(
                                        "vldrbt.8") "vmullb.s8 q2, q0, q1\n"
                                                    "vmullt.s8 q0, q0, q1\n"
                                                    "vmovlb.s16 q1, q2\n"
                                                    "vadd.i32 q4, q4, q1\n"
                                                    "vmovlt.s16 q2, q2\n"
                                                    "vadd.i32 q5, q5, q2\n"
                                                    "vmovlb.s16 q1, q0\n"
                                                    "vadd.i32 q6, q6, q1\n"
                                                    "vmovlt.s16 q0, q0\n"
                                                    "vadd.i32 q7, q7, q0\n" GENN_ARM_NEXT
                                                    "vstrw.32 q4, [r7, q3, uxtw #2]\n"
                                                    "adds r0, r7, #8\n"
                                                    "vstrw.32 q6, [r0, q3, uxtw #2]\n"
                                                    "adds r0, r7, #16\n"
                                                    "vstrw.32 q5, [r0, q3, uxtw #2]\n"
                                                    "adds r0, r7, #24\n"
                                                    "vstrw.32 q7, [r0, q3, uxtw #2]\n" GENN_ARM_END(
                                                        "16")::"r"(state)
                      : "r0", "r1", "r2", "r3", "r12", "cc", "memory", "q0", "q1", "q2", "q3", "q4",
                        "q5", "q6", "q7"));
  else
    GENN_ARM(volatile(
        "mov r0, %0\n" GENN_ARM_BEGIN(
            "16",
            "4") "vmov.i32 q4, #0\n"
                 "vmov.i32 q5, #0\n" GENN_ARM_ROW(
                     "vldrht.16") "vmullb.s16 q2, q0, q1\n"
                                  "vmullt.s16 q0, q0, q1\n"
                                  "vadd.i32 q4, q4, q2\n"
                                  "vadd.i32 q5, q5, q0\n" GENN_ARM_NEXT
                                  "vstrw.32 q4, [r7, q3, uxtw #2]\n"
                                  "adds r0, r7, #8\n"
                                  "vstrw.32 q5, [r0, q3, uxtw #2]\n" GENN_ARM_END("8")::"r"(state)
        : "r0", "r1", "r2", "r3", "r12", "cc", "memory", "q0", "q1", "q2", "q3", "q4", "q5"));
}

#undef GENN_ARM_BEGIN
#undef GENN_ARM_ROW
#undef GENN_ARM_NEXT
#undef GENN_ARM_END

/// As portable::channel_by_channel; there is room for the sums of 32 channels.
struct sixteen_bytes {
  template <class X, class W>
  static GENN_ALWAYS_INLINE void sum(const portable::depthwise_walk& s, const X* x, index_t step,
                                     index_t windows, const W* w, index_t channels,
                                     std::int32_t* sums) {
    constexpr index_t size = sizeof(X);
    for (index_t window = 0; window < windows; ++window) {
      channels_state state{x + window * step,
                           w,
                           sums + window,
                           channels,
                           s.rows,
                           s.columns,
                           s.column_pitch * size,
                           s.weight_pitch * size,
                           (s.row_pitch - s.columns * s.column_pitch) * size};
      sum_channels<size>(state);
    }
  }
};

}  // namespace kernels::armv81m

GENN_NAMESPACE_END

#include <genn/undef.hpp>

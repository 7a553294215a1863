// SPDX-License-Identifier: BSL-1.0
// Sums of depthwise windows with MVE: sixteen channels of bytes at once, eight of 16 bits. Products
// of even and of odd channels stand apart until the sums are scattered to their places.
#pragma once

#include <genn/shape/shape.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::armv81m {

/// Windows whose sums are kept at once, those of a channel side by side.
inline constexpr index_t windows_at_once = 8;

/// How a window lies on the data: where its columns of data begin, in bytes; taps on padding above
/// the first data, on data in each row, on padding between two rows of data and below the last.
struct clipped_window {
  index_t column, above, columns, between, below;
};

/// What the loops walk over: windows [window, end). Distances in bytes.
struct windows_state {
  const void *x, *w;  // the first row of data, the first tap
  std::int32_t* sums;
  const clipped_window *window, *end;
  index_t rows, row_pitch, jump;  // rows of data before the last; from the row behind them to that
  index_t pitch, weight_pitch;
  index_t channels;
  std::int32_t padding;
};

// Inputs: r1, their pitch r3; weights: r2, pitch r4; rows: r6, pitch r10, left r5; sums: r7.
#define GENN_ARM_BEGIN(bits, shift) \
  ".syntax unified\n"               \
  "push {r4-r11, lr}\n"             \
  "movs r2, #0\n"                   \
  "vidup.u32 q3, r2, #8\n"          \
  "vshl.i32 q3, q3, #" shift        \
  "\n"                              \
  "ldrd r1, r12, [r0, #40]\n"       \
  "vctp." bits                      \
  " r1\n"                           \
  "ldr r7, [r0, #8]\n"              \
  "ldr r10, [r0, #24]\n"            \
  "ldrd r3, r4, [r0, #32]\n"
#define GENN_ARM_WINDOW          \
  "ldr r1, [r0, #12]\n"          \
  "ldm r1!, {r6, r8, r9, r11}\n" \
  "adds r1, r1, #4\n"            \
  "str r1, [r0, #12]\n"          \
  "ldrd r5, r2, [r0]\n"          \
  "add r6, r6, r5\n"             \
  "ldr r5, [r0, #20]\n"
#define GENN_ARM_DATA(load, products)                      \
  "wls lr, r9, 4f\n"                                       \
  "3:\n"                                                   \
  "vpstt\n" load " q0, [r1]\n" load " q1, [r2]\n" products \
  "add r1, r1, r3\n"                                       \
  "add r2, r2, r4\n"                                       \
  "le lr, 3b\n"                                            \
  "4:\n"
#define GENN_ARM_PADDING(count, bits, load, products) \
  "wls lr, " count                                    \
  ", 4f\n"                                            \
  "3:\n"                                              \
  "vdup." bits                                        \
  " q0, r12\n"                                        \
  "vpst\n" load " q1, [r2]\n" products                \
  "add r2, r2, r4\n"                                  \
  "le lr, 3b\n"                                       \
  "4:\n"
#define GENN_ARM_SUM(bits, load, products)     \
  GENN_ARM_PADDING("r8", bits, load, products) \
  "cmp r5, #0\n" \
  "beq 2f\n" \
  "1:\n" \
  "mov r1, r6\n" \
  "add r6, r6, r10\n" \
  GENN_ARM_DATA(load, products) \
  GENN_ARM_PADDING("r11", bits, load, products) \
  "subs r5, r5, #1\n" \
  "bne 1b\n" \
  "2:\n" \
  "ldr r1, [r0, #28]\n" \
  "add r1, r1, r6\n" \
  GENN_ARM_DATA(load, products) \
  "ldr r1, [r0, #12]\n" \
  "ldr r8, [r1, #-4]\n" \
  GENN_ARM_PADDING("r8", bits, load, products)
#define GENN_ARM_END         \
  "adds r7, r7, #4\n"        \
  "ldrd r1, r5, [r0, #12]\n" \
  "cmp r1, r5\n"             \
  "bne 0b\n"                 \
  "pop {r4-r11, lr}\n"
#define GENN_ARM_BYTES     \
  "vmullb.s8 q2, q0, q1\n" \
  "vmullt.s8 q0, q0, q1\n" \
  "vmovlb.s16 q1, q2\n"    \
  "vadd.i32 q4, q4, q1\n"  \
  "vmovlt.s16 q2, q2\n"    \
  "vadd.i32 q5, q5, q2\n"  \
  "vmovlb.s16 q1, q0\n"    \
  "vadd.i32 q6, q6, q1\n"  \
  "vmovlt.s16 q0, q0\n"    \
  "vadd.i32 q7, q7, q0\n"
#define GENN_ARM_WORDS      \
  "vmullb.s16 q2, q0, q1\n" \
  "vmullt.s16 q0, q0, q1\n" \
  "vadd.i32 q4, q4, q2\n"   \
  "vadd.i32 q5, q5, q0\n"

// Inputs and weights beyond the channels are not read; the sums there are 0.
GENN_NOINLINE inline void sum_bytes(windows_state& s) {
  [[maybe_unused]] windows_state* const state = &s;
  GENN_ARM(volatile(
      "mov r0, %0\n" GENN_ARM_BEGIN(
          "8", "2") "0:\n" GENN_ARM_WINDOW "vmov.i32 q4, #0\n"
                    "vmov.i32 q5, #0\n"
                    "vmov.i32 q6, #0\n"
                    "vmov.i32 q7, #0\n" GENN_ARM_SUM(
                        "8", "vldrbt.8",
                        GENN_ARM_BYTES) "vstrw.32 q4, [r7, q3, uxtw #2]\n"
                                        "add r1, r7, #32\n"
                                        "vstrw.32 q6, [r1, q3, uxtw #2]\n"
                                        "add r1, r7, #64\n"
                                        "vstrw.32 q5, [r1, q3, uxtw #2]\n"
                                        "add r1, r7, #96\n"
                                        "vstrw.32 q7, [r1, q3, uxtw #2]\n" GENN_ARM_END ::"r"(state)
      : "r0", "r1", "r2", "r3", "r12", "cc", "memory", "q0", "q1", "q2", "q3", "q4", "q5", "q6",
        "q7"));
}
GENN_NOINLINE inline void sum_words(windows_state& s) {
  [[maybe_unused]] windows_state* const state = &s;
  GENN_ARM(volatile(
      "mov r0, %0\n" GENN_ARM_BEGIN(
          "16",
          "1") "0:\n" GENN_ARM_WINDOW "vmov.i32 q4, #0\n"
               "vmov.i32 q5, #0\n" GENN_ARM_SUM(
                   "16", "vldrht.16",
                   GENN_ARM_WORDS) "vstrw.32 q4, [r7, q3, uxtw #2]\n"
                                   "add r1, r7, #32\n"
                                   "vstrw.32 q5, [r1, q3, uxtw #2]\n" GENN_ARM_END ::"r"(state)
      : "r0", "r1", "r2", "r3", "r12", "cc", "memory", "q0", "q1", "q2", "q3", "q4", "q5"));
}

#undef GENN_ARM_BEGIN
#undef GENN_ARM_WINDOW
#undef GENN_ARM_DATA
#undef GENN_ARM_PADDING
#undef GENN_ARM_SUM
#undef GENN_ARM_END
#undef GENN_ARM_BYTES
#undef GENN_ARM_WORDS

}  // namespace kernels::armv81m

GENN_NAMESPACE_END

#include <genn/undef.hpp>

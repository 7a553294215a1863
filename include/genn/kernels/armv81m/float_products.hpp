// SPDX-License-Identifier: BSL-1.0
// The sums of eight outputs over one window of floats or three with MVE: two vectors of weights a
// tap, each times an input from a general register.
#pragma once

#include <genn/kernels/portable/tile_walk.hpp>
#include <genn/number/element.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::armv81m {

inline constexpr index_t floats_at_once = 8, pixels_at_once = 3;

/// What the loops walk over: runs of 2 * twos + rest contiguous inputs.
struct float_state {
  const float* x[pixels_at_once];
  const f32::stored* w;
  index_t pitch;  // bytes from a tap's weights to the next one's
  const f32::stored* bias;
  portable::byte_walk walk;
  index_t twos, rest;
  float* y[pixels_at_once];
};

// Inputs: r1 to r3, weights: r4, their pitch r5; rows left: r12, runs of a row left: r10.
#define GENN_ARM_BEGIN   \
  ".syntax unified\n"    \
  "push {r4-r11, lr}\n"  \
  "ldm r0, {r1-r5}\n"    \
  "ldr r12, [r0, #36]\n" \
  "ldr r6, [r0, #20]\n"  \
  "vldrw.u32 q0, [r6]\n" \
  "vldrw.u32 q1, [r6, #16]\n"
#define GENN_ARM_ROWS    \
  "0:\n"                 \
  "ldr r10, [r0, #24]\n" \
  "1:\n"                 \
  "ldr r6, [r0, #48]\n"  \
  "wls lr, r6, 3f\n"     \
  "2:\n"
#define GENN_ARM_REST   \
  "le lr, 2b\n"         \
  "3:\n"                \
  "ldr r6, [r0, #52]\n" \
  "cmp r6, #0\n"        \
  "beq 4f\n"
#define GENN_ARM_NEXT        \
  "4:\n"                     \
  "ldrd r6, r7, [r0, #28]\n" \
  "add r1, r1, r6\n"         \
  "add r2, r2, r6\n"         \
  "add r3, r3, r6\n"         \
  "add r4, r4, r7\n"         \
  "subs r10, r10, #1\n"      \
  "bne 1b\n"                 \
  "ldrd r6, r7, [r0, #40]\n" \
  "add r1, r1, r6\n"         \
  "add r2, r2, r6\n"         \
  "add r3, r3, r6\n"         \
  "add r4, r4, r7\n"         \
  "subs r12, r12, #1\n"      \
  "bne 0b\n"                 \
  "ldr r1, [r0, #56]\n"      \
  "vstrw.32 q0, [r1]\n"      \
  "vstrw.32 q1, [r1, #16]\n"
#define GENN_ARM_WEIGHTS      \
  "vldrw.u32 q6, [r4]\n"      \
  "vldrw.u32 q7, [r4, #16]\n" \
  "add r4, r4, r5\n"
#define GENN_ARM_TIMES(first, second, x) \
  "vfma.f32 " first ", q6, " x           \
  "\n"                                   \
  "vfma.f32 " second ", q7, " x "\n"

/// The sums of the first window, and of all three.
GENN_NOINLINE inline void multiply_one(const float_state& s) {
  [[maybe_unused]] const float_state* const state = &s;
  GENN_ARM(volatile("mov r0, %0\n" GENN_ARM_BEGIN GENN_ARM_ROWS
                    "ldrd r6, r7, [r1], #8\n" GENN_ARM_WEIGHTS GENN_ARM_TIMES("q0", "q1", "r6")
                        GENN_ARM_WEIGHTS GENN_ARM_TIMES("q0", "q1", "r7") GENN_ARM_REST
                    "ldr r6, [r1], #4\n" GENN_ARM_WEIGHTS GENN_ARM_TIMES("q0", "q1", "r6")
                        GENN_ARM_NEXT "pop {r4-r11, lr}\n" ::"r"(state)
                    : "r0", "r1", "r2", "r3", "r12", "cc", "memory", "q0", "q1", "q6", "q7"));
}
GENN_NOINLINE inline void multiply_three(const float_state& s) {
  [[maybe_unused]] const float_state* const state = &s;
  GENN_ARM(volatile("mov r0, %0\n" GENN_ARM_BEGIN "vmov q2, q0\n"
                    "vmov q3, q1\n"
                    "vmov q4, q0\n"
                    "vmov q5, q1\n" GENN_ARM_ROWS "ldrd r6, r7, [r1], #8\n"
                    "ldrd r8, r9, [r2], #8\n" GENN_ARM_WEIGHTS GENN_ARM_TIMES("q0", "q1", "r6")
                        GENN_ARM_TIMES("q2", "q3", "r8") "ldrd r6, r11, [r3], #8\n" GENN_ARM_TIMES(
                            "q4", "q5", "r6") GENN_ARM_WEIGHTS GENN_ARM_TIMES("q0", "q1", "r7")
                            GENN_ARM_TIMES("q2", "q3", "r9") GENN_ARM_TIMES("q4", "q5", "r11")
                                GENN_ARM_REST
                    "ldr r6, [r1], #4\n"
                    "ldr r7, [r2], #4\n"
                    "ldr r8, [r3], #4\n" GENN_ARM_WEIGHTS GENN_ARM_TIMES("q0", "q1", "r6")
                        GENN_ARM_TIMES("q2", "q3", "r7") GENN_ARM_TIMES("q4", "q5", "r8")
                            GENN_ARM_NEXT "ldrd r1, r2, [r0, #60]\n"
                                          "vstrw.32 q2, [r1]\n"
                                          "vstrw.32 q3, [r1, #16]\n"
                                          "vstrw.32 q4, [r2]\n"
                                          "vstrw.32 q5, [r2, #16]\n"
                                          "pop {r4-r11, lr}\n" ::"r"(state)
                    : "r0", "r1", "r2", "r3", "r12", "cc", "memory", "q0", "q1", "q2", "q3", "q4",
                      "q5", "q6", "q7"));
}

#undef GENN_ARM_BEGIN
#undef GENN_ARM_ROWS
#undef GENN_ARM_REST
#undef GENN_ARM_NEXT
#undef GENN_ARM_WEIGHTS
#undef GENN_ARM_TIMES

}  // namespace kernels::armv81m

GENN_NAMESPACE_END

#include <genn/undef.hpp>

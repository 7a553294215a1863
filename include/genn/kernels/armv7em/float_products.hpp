// SPDX-License-Identifier: BSL-1.0
// The sums of eight outputs over one window of floats or two, in the 32 single registers of
// Cortex-M: one VLDM for the weights of a tap, one for four inputs of a window, one VMLA a product.
// VMLA rounds twice: these are the bits of the reference kernels.
#pragma once

#include <genn/kernels/portable/tile_walk.hpp>
#include <genn/number/element.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::armv7em {

inline constexpr index_t floats_at_once = 8;

/// What the loops walk over: runs of 4 * fours + rest contiguous inputs.
struct float_state {
  const float* x[2];
  const f32::stored* w;
  index_t pitch;  // bytes from a tap's weights to the next one's
  const f32::stored* bias;
  portable::byte_walk walk;
  index_t fours, rest;
  float* y[2];
};

#define GENN_ARM_BEGIN        \
  ".syntax unified\n"         \
  "push {r4-r11, lr}\n"       \
  "ldm r0, {r1-r5}\n"         \
  "vldmia r5, {s0-s7}\n"      \
  "vldmia r5, {s8-s15}\n"     \
  "ldrd r9, r10, [r0, #24]\n" \
  "ldr r8, [r0, #32]\n"       \
  "ldr r11, [r0, #44]\n"      \
  "ldr r12, [r0, #48]\n"      \
  "0:\n"                      \
  "ldr r7, [r0, #20]\n"       \
  "1:\n"                      \
  "movs r6, r11\n"            \
  "beq 3f\n"                  \
  "2:\n"
#define GENN_ARM_REST \
  "subs r6, r6, #1\n" \
  "bne 2b\n"          \
  "3:\n"              \
  "movs r6, r12\n"    \
  "beq 5f\n"          \
  "4:\n"
#define GENN_ARM_END         \
  "subs r6, r6, #1\n"        \
  "bne 4b\n"                 \
  "5:\n"                     \
  "add r1, r1, r9\n"         \
  "add r2, r2, r9\n"         \
  "add r3, r3, r10\n"        \
  "subs r7, r7, #1\n"        \
  "bne 1b\n"                 \
  "ldrd r5, r7, [r0, #36]\n" \
  "add r1, r1, r5\n"         \
  "add r2, r2, r5\n"         \
  "add r3, r3, r7\n"         \
  "subs r8, r8, #1\n"        \
  "bne 0b\n"                 \
  "ldrd r1, r2, [r0, #52]\n" \
  "vstmia r1, {s0-s7}\n"

#define GENN_ARM_WEIGHTS   \
  "vldmia r3, {s24-s31}\n" \
  "add r3, r3, r4\n"
#define GENN_ARM_FIRST(x) \
  "vmla.f32 s0, s24, " x  \
  "\n"                    \
  "vmla.f32 s1, s25, " x  \
  "\n"                    \
  "vmla.f32 s2, s26, " x  \
  "\n"                    \
  "vmla.f32 s3, s27, " x  \
  "\n"                    \
  "vmla.f32 s4, s28, " x  \
  "\n"                    \
  "vmla.f32 s5, s29, " x  \
  "\n"                    \
  "vmla.f32 s6, s30, " x  \
  "\n"                    \
  "vmla.f32 s7, s31, " x "\n"
#define GENN_ARM_SECOND(x) \
  "vmla.f32 s8, s24, " x   \
  "\n"                     \
  "vmla.f32 s9, s25, " x   \
  "\n"                     \
  "vmla.f32 s10, s26, " x  \
  "\n"                     \
  "vmla.f32 s11, s27, " x  \
  "\n"                     \
  "vmla.f32 s12, s28, " x  \
  "\n"                     \
  "vmla.f32 s13, s29, " x  \
  "\n"                     \
  "vmla.f32 s14, s30, " x  \
  "\n"                     \
  "vmla.f32 s15, s31, " x "\n"

#define GENN_ARM_CLOBBERS                                                                        \
  "r0", "r1", "r2", "r3", "r12", "cc", "memory", "s0", "s1", "s2", "s3", "s4", "s5", "s6", "s7", \
      "s8", "s9", "s10", "s11", "s12", "s13", "s14", "s15", "s16", "s17", "s18", "s19", "s20",   \
      "s21", "s22", "s23", "s24", "s25", "s26", "s27", "s28", "s29", "s30", "s31"

#define GENN_ARM_TAP_ONE(x, y) GENN_ARM_WEIGHTS GENN_ARM_FIRST(x)
#define GENN_ARM_TAP_TWO(x, y) GENN_ARM_WEIGHTS GENN_ARM_FIRST(x) GENN_ARM_SECOND(y)
#define GENN_ARM_LOAD_ONE(x, y) "vldmia r1!, {" x "}\n"
#define GENN_ARM_LOAD_TWO(x, y) "vldmia r1!, {" x "}\nvldmia r2!, {" y "}\n"
#define GENN_ARM_WINDOWS(of)                                                              \
  GENN_ARM_BEGIN GENN_ARM_LOAD_##of("s16-s19", "s20-s23") GENN_ARM_TAP_##of("s16", "s20") \
      GENN_ARM_TAP_##of("s17", "s21") GENN_ARM_TAP_##of("s18", "s22")                     \
          GENN_ARM_TAP_##of("s19", "s23") GENN_ARM_REST GENN_ARM_LOAD_##of("s16", "s20")  \
              GENN_ARM_TAP_##of("s16", "s20") GENN_ARM_END

/// The sums of the first window, and of both.
GENN_NOINLINE inline void multiply_one(const float_state& s) {
  [[maybe_unused]] const float_state* const state = &s;
  GENN_ARM(volatile("mov r0, %0\n" GENN_ARM_WINDOWS(ONE) "pop {r4-r11, lr}\n" ::"r"(state)
                    : GENN_ARM_CLOBBERS));
}
GENN_NOINLINE inline void multiply_two(const float_state& s) {
  [[maybe_unused]] const float_state* const state = &s;
  GENN_ARM(volatile("mov r0, %0\n" GENN_ARM_WINDOWS(TWO) "vstmia r2, {s8-s15}\n"
                                                         "pop {r4-r11, lr}\n" ::"r"(state)
                    : GENN_ARM_CLOBBERS));
}

#undef GENN_ARM_BEGIN
#undef GENN_ARM_REST
#undef GENN_ARM_END
#undef GENN_ARM_WEIGHTS
#undef GENN_ARM_FIRST
#undef GENN_ARM_SECOND
#undef GENN_ARM_CLOBBERS
#undef GENN_ARM_TAP_ONE
#undef GENN_ARM_TAP_TWO
#undef GENN_ARM_LOAD_ONE
#undef GENN_ARM_LOAD_TWO
#undef GENN_ARM_WINDOWS

}  // namespace kernels::armv7em

GENN_NAMESPACE_END

#include <genn/undef.hpp>

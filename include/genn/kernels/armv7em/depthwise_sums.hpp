// SPDX-License-Identifier: BSL-1.0
// Windows of a depthwise convolution on Armv7E-M, four channels at once: of every tap, inputs and
// weights are two words of two 16-bit integers each, one tap behind the other.
#pragma once

#include <genn/kernels/armv7em/words.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::armv7em {

/// Four channels: bytes 0 and 2, 1 and 3 of four; words as they lie.
struct four_channels {
  word first, second;
};
GENN_ALWAYS_INLINE four_channels load_channels(const std::int8_t* from) {
  const word w = load_word(from);
  return {even_bytes(w), odd_bytes(w)};
}
GENN_ALWAYS_INLINE four_channels load_channels(const std::int16_t* from) {
  return {load_word(from), load_word(from + 2)};
}
/// Which of the four sums is that of a channel.
template <class X>
constexpr index_t sum_of(index_t channel) {
  return sizeof(X) == 2 ? channel : channel / 2 + channel % 2 * 2;
}

/// What the loop walks over: `windows_end - x` windows, whose taps begin `step` bytes apart. `w`
/// ends at `threes_end` in steps of three taps, then at `w_end`.
struct windows_state {
  const four_channels *x, *w, *threes_end, *w_end;
  std::int32_t bias[4], factor[4], zero;
  void* y;
  index_t pitch, step;  // in bytes
  const void* windows_end;
  std::int32_t doublings;  // of sums
};

#define GENN_ARM_TAP(x0, x1) \
  "ldrd r2, r3, [r1], #8\n"  \
  "smlabb r4, " x0           \
  ", r2, r4\n"               \
  "smlatt r5, " x0           \
  ", r2, r5\n"               \
  "smlabb r6, " x1           \
  ", r3, r6\n"               \
  "smlatt r7, " x1 ", r3, r7\n"
#define GENN_ARM_SUMS \
  ".syntax unified\n"            \
  "push {r4-r11, lr}\n"          \
  "mov lr, r0\n"                 \
  "0:\n"                         \
  "ldm lr, {r0, r1, r12}\n"      \
  "add r3, lr, #16\n"            \
  "ldm r3, {r4-r7}\n"            \
  "cmp r1, r12\n"                \
  "beq 2f\n"                     \
  "1:\n"                         \
  "ldm r0!, {r8-r11}\n"          \
  GENN_ARM_TAP("r8", "r9")       \
  GENN_ARM_TAP("r10", "r11")     \
  "ldrd r8, r9, [r0], #8\n"      \
  GENN_ARM_TAP("r8", "r9")       \
  "cmp r1, r12\n"                \
  "bne 1b\n"                     \
  "2:\n"                         \
  "ldr r12, [lr, #12]\n"         \
  "cmp r1, r12\n"                \
  "beq 4f\n"                     \
  "3:\n"                         \
  "ldrd r8, r9, [r0], #8\n"      \
  GENN_ARM_TAP("r8", "r9")       \
  "cmp r1, r12\n"                \
  "bne 3b\n"                     \
  "4:\n" \
  "ldr r3, [lr, #68]\n" \
  "cbz r3, 6f\n" \
  "5:\n" \
  "qadd r4, r4, r4\n" \
  "qadd r5, r5, r5\n" \
  "qadd r6, r6, r6\n" \
  "qadd r7, r7, r7\n" \
  "subs r3, r3, #1\n" \
  "bne 5b\n" \
  "6:\n" \
  "add r3, lr, #32\n"            \
  "ldm r3, {r8-r12}\n"           \
  "smmlar r4, r4, r8, r12\n"     \
  "smmlar r5, r5, r9, r12\n"     \
  "smmlar r6, r6, r10, r12\n"    \
  "smmlar r7, r7, r11, r12\n"    \
  "ldrd r2, r3, [lr, #52]\n"
#define GENN_ARM_SATURATE(bits) \
  "ssat r4, #" bits             \
  ", r4\n"                      \
  "ssat r5, #" bits             \
  ", r5\n"                      \
  "ssat r6, #" bits             \
  ", r6\n"                      \
  "ssat r7, #" bits ", r7\n"
#define GENN_ARM_NEXT        \
  "ldr r0, [lr]\n"           \
  "add r2, r2, r3\n"         \
  "ldrd r1, r3, [lr, #60]\n" \
  "str r2, [lr, #52]\n"      \
  "add r0, r0, r1\n"         \
  "str r0, [lr]\n"           \
  "cmp r0, r3\n"             \
  "bne 0b\n"                 \
  "pop {r4-r11, lr}\n"

/// Computes all windows.
GENN_NOINLINE inline void run_windows(windows_state& s, std::int8_t) {
  [[maybe_unused]] windows_state* const state = &s;
  GENN_ARM(volatile("mov r0, %0\n" GENN_ARM_SUMS GENN_ARM_SATURATE(
                        "8") "bfi r4, r6, #8, #8\n"
                             "bfi r4, r5, #16, #8\n"
                             "bfi r4, r7, #24, #8\n"
                             "str r4, [r2]\n" GENN_ARM_NEXT ::"r"(state)
                    : "r0", "r1", "r2", "r3", "r12", "cc", "memory"));
}
GENN_NOINLINE inline void run_windows(windows_state& s, std::int16_t) {
  [[maybe_unused]] windows_state* const state = &s;
  GENN_ARM(volatile("mov r0, %0\n" GENN_ARM_SUMS GENN_ARM_SATURATE(
                        "16") "pkhbt r4, r4, r5, lsl #16\n"
                              "pkhbt r6, r6, r7, lsl #16\n"
                              "str r4, [r2]\n"
                              "str r6, [r2, #4]\n" GENN_ARM_NEXT ::"r"(state)
                    : "r0", "r1", "r2", "r3", "r12", "cc", "memory"));
}

#undef GENN_ARM_TAP
#undef GENN_ARM_SUMS
#undef GENN_ARM_SATURATE
#undef GENN_ARM_NEXT

}  // namespace kernels::armv7em

GENN_NAMESPACE_END

#include <genn/undef.hpp>

// SPDX-License-Identifier: BSL-1.0
// All rows of a sparse pointwise convolution of bytes over a band of positions, on Armv7E-M: a row
// is decoded once, sums of eight positions stay in registers, and become bytes there. Written down
// because no compiler keeps all of it in the fourteen.
#pragma once

#include <genn/kernels/pointwise_band.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::armv7em {

/// What the loops walk over. Of a row and its chunk of eight positions: the list of its weights up
/// to no_weight, and where sums begin and go. Of a band: its last chunk, which may leave some
/// results out, bytes of code for each. Of all rows: their weights, gaps of less than 255 taps and
/// counts of a byte, and how they end (rounded_end.hpp).
struct sparse_band_state {
  kept_weight* list;
  std::int32_t bias;
  std::int8_t* y;
  std::int32_t factor, zero;
  index_t left_out, pitch;
  const std::int16_t* last;
  index_t last_left_out, first_left_out;
  const std::int16_t* inputs;
  const std::uint8_t* gaps;
  const std::int8_t* values;
  const std::uint8_t* counts;
  const std::int32_t* biases;
  const std::int16_t* multipliers;
  std::int32_t places;
  std::int8_t *y_of_row, *y_end;
  index_t channel_bytes;
};

// Eight sums from r4 on, inputs from r12 on, their weight in r3.
#define GENN_ARM_ADD          \
  "ldrd r0, lr, [r12]\n"      \
  "smlabb r4, r0, r3, r4\n"   \
  "smlatb r5, r0, r3, r5\n"   \
  "smlabb r6, lr, r3, r6\n"   \
  "smlatb r7, lr, r3, r7\n"   \
  "ldrd r0, lr, [r12, #8]\n"  \
  "smlabb r8, r0, r3, r8\n"   \
  "smlatb r9, r0, r3, r9\n"   \
  "smlabb r10, lr, r3, r10\n" \
  "smlatb r11, lr, r3, r11\n"
#define GENN_ARM_NEXT        \
  "ldrd r12, r3, [r2], #8\n" \
  "adds r12, r1, r12\n"
#define GENN_ARM_END(sum) \
  "smmlar " sum ", " sum  \
  ", r2, r3\n"            \
  "ssat " sum ", #8, " sum "\n"

GENN_NOINLINE inline void multiply_sparse_band(sparse_band_state& s) {
  [[maybe_unused]] sparse_band_state* const state = &s;
  GENN_ARM(
      volatile(
          ".syntax unified\n"
          "mov r0, %0\n"
          "push {r4-r11, lr}\n"
          "add r1, r0, #40\n"
          "ldm r1, {r2-r11}\n"
          "push {r2-r11}\n"
          "ldm r0, {r2-r11}\n"
          "push {r2-r11}\n"
          "0:\n"  // a row: gaps, values, counts, biases, multipliers, places, y, bytes of a channel
          "add r0, sp, #44\n"
          "ldm r0, {r1-r9}\n"
          "ldrb lr, [r3], #1\n"
          "ldr r10, [r4], #4\n"
          "ldrsh r12, [r5], #2\n"
          "lsl r12, r12, r6\n"
          "mov r11, r7\n"
          "add r7, r7, #1\n"
          "strd r10, r11, [sp, #4]\n"
          "str r12, [sp, #12]\n"
          "ldr r10, [sp, #36]\n"
          "str r10, [sp, #20]\n"
          "ldr r8, [sp]\n"
          "movs r10, #0\n"
          "cmp lr, #0\n"
          "beq 7f\n"
          "1:\n"
          "ldrb r11, [r1], #1\n"
          "mla r10, r11, r9, r10\n"
          "ldrsb r11, [r2], #1\n"
          "strd r10, r11, [r8], #8\n"
          "subs lr, lr, #1\n"
          "bne 1b\n"
          "2:\n"
          "mvn r10, #0\n"
          "str r10, [r8]\n"
          "add r0, sp, #44\n"
          "stm r0, {r1-r5}\n"
          "str r7, [sp, #68]\n"
          "ldr r1, [sp, #40]\n"
          "3:\n"  // a chunk: its first weight meets the bias
          "ldm sp, {r2, r4}\n"
          "ldrd r12, r3, [r2], #8\n"
          "add r12, r12, r1\n"
          "ldrd r0, lr, [r12, #8]\n"
          "smlabb r8, r0, r3, r4\n"
          "smlatb r9, r0, r3, r4\n"
          "smlabb r10, lr, r3, r4\n"
          "smlatb r11, lr, r3, r4\n"
          "ldrd r0, lr, [r12]\n"
          "smlatb r5, r0, r3, r4\n"
          "smlabb r6, lr, r3, r4\n"
          "smlatb r7, lr, r3, r4\n"
          "smlabb r4, r0, r3, r4\n" GENN_ARM_NEXT "bcs 5f\n"
          "4:\n" GENN_ARM_ADD GENN_ARM_NEXT "bcc 4b\n"
          "5:\n"
          "add r12, sp, #8\n"
          "ldm r12, {r0, r2, r3, r12, lr}\n"  // y, factor, zero, what is left out, pitch
          GENN_ARM_END("r4") GENN_ARM_END("r5") GENN_ARM_END("r6") GENN_ARM_END("r7")
              GENN_ARM_END("r8") GENN_ARM_END("r9") GENN_ARM_END("r10")
                  GENN_ARM_END("r11") "add r2, r0, lr\n"
                                      "add r3, r2, lr, lsl #2\n"
                                      "add pc, r12\n"
                                      "nop\n"
                                      "strb.w r11, [r3, lr, lsl #1]\n"
                                      "strb.w r10, [r3, lr]\n"
                                      "strb.w r9, [r3]\n"
                                      "strb.w r8, [r0, lr, lsl #2]\n"
                                      "strb.w r7, [r2, lr, lsl #1]\n"
                                      "strb.w r6, [r0, lr, lsl #1]\n"
                                      "strb.w r5, [r2]\n"
                                      "strb.w r4, [r0]\n"
                                      "add r0, r0, lr, lsl #3\n"
                                      "str r0, [sp, #8]\n"
                                      "adds r1, r1, #16\n"
                                      "ldr r2, [sp, #28]\n"
                                      "cmp r1, r2\n"
                                      "blo 3b\n"
                                      "bhi 6f\n"
                                      "ldr r3, [sp, #32]\n"
                                      "str r3, [sp, #20]\n"
                                      "b 3b\n"
                                      "6:\n"
                                      "ldrd r7, r8, [sp, #68]\n"
                                      "cmp r7, r8\n"
                                      "bne 0b\n"
                                      "add sp, sp, #80\n"
                                      "b 8f\n"
                                      "7:\n"  // a row of no weights: of one that is zero
                                      "str r10, [r8, #4]\n"
                                      "str r10, [r8], #8\n"
                                      "b 2b\n"
                                      "8:\n"
                                      "pop {r4-r11, lr}\n" ::"r"(state)
          : "r0", "r1", "r2", "r3", "r12", "cc", "memory"));
}

#undef GENN_ARM_ADD
#undef GENN_ARM_NEXT
#undef GENN_ARM_END

}  // namespace kernels::armv7em

GENN_NAMESPACE_END

#include <genn/undef.hpp>

// SPDX-License-Identifier: BSL-1.0
// All rows of a sparse pointwise convolution of bytes over a band of positions, on Armv6-M: two
// positions in a word, four at a time, two kept weights before the lanes are taken apart
// (products.hpp says why that is safe).
//
// Where a row's sums and its multiplier are so small that their product fits 32 bits with the
// rounding in front of the point, a sum ends in a multiplication, an addition and a shift.
#pragma once

#include <genn/kernels/armv6m/products.hpp>
#include <genn/kernels/pointwise_band.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::armv6m {

/// What the loops walk over. Of a row: the list of its weights and its end, what its sums are
/// multiplied by, and what is added to those of lower and upper lanes, or where words and upper
/// lanes begin; the shift of short products. Where results go, the end of what is summed. Of a
/// band: positions behind the last four, the end of those in front, inputs. Of all rows: their
/// weights, gaps of less than 255 taps and counts of a byte. Results of less than four positions;
/// whether products are short.
struct sparse_band_state {
  kept_weight *list, *list_end = nullptr;
  std::int32_t multiplier = 0, lower = 0, upper = 0, short_shift;
  std::int8_t* y = nullptr;
  index_t pitch = 0;
  const std::int32_t* end = nullptr;
  index_t left;
  const std::int32_t *full_end, *inputs;
  index_t features;
  std::int8_t* y_of_row;
  const std::uint8_t* gaps;
  const std::int8_t* values;
  const std::uint8_t* counts;
  const std::int32_t* biases;
  const std::int16_t* multipliers;
  index_t channel_bytes;
  std::int32_t rounding;
  index_t rows;
  std::int32_t shift;
  std::uint32_t most;  // of a sum, in parts of 128, times its multiplier
  std::uint32_t few = 0;
  std::int8_t* y_behind = nullptr;
  std::uint32_t is_short = 0;
};

// Two kept weights from r7 on over four positions, in two words, r4 and r5.
#define GENN_ARM_PAIR     \
  "ldmia r7!, {r0-r3}\n"  \
  "add r0, lr\n"          \
  "add r2, lr\n"          \
  "ldmia r0!, {r4, r5}\n" \
  "muls r4, r1, r4\n"     \
  "muls r5, r1, r5\n"     \
  "ldmia r2!, {r0, r1}\n" \
  "muls r0, r3, r0\n"     \
  "muls r1, r3, r1\n"     \
  "adds r4, r4, r0\n"     \
  "adds r5, r5, r1\n"     \
  "add r4, r12\n"         \
  "add r5, r12\n"
#define GENN_ARM_ADD_PAIR \
  GENN_ARM_PAIR           \
  "add r8, r4\n"          \
  "asrs r4, r4, #16\n"    \
  "add r9, r4\n"          \
  "add r10, r5\n"         \
  "asrs r5, r5, #16\n"    \
  "add r11, r5\n"         \
  "cmp r7, r6\n"
// From whole words and their upper lanes to four sums.
#define GENN_ARM_LANES \
  "mov r2, r8\n"       \
  "mov r3, r9\n"       \
  "mov r4, r10\n"      \
  "mov r5, r11\n"      \
  "lsls r1, r3, #16\n" \
  "subs r2, r2, r1\n"  \
  "lsls r1, r5, #16\n" \
  "subs r4, r4, r1\n"
// Saturates a result to a byte and stores it, the next one `step` behind.
#define GENN_ARM_STORE(result, step) \
  "sxtb r1, " result                 \
  "\n"                               \
  "cmp r1, " result                  \
  "\n"                               \
  "beq 99f\n"                        \
  "movs r1, #127\n"                  \
  "asrs " result ", " result         \
  ", #31\n"                          \
  "eors r1, r1, " result             \
  "\n"                               \
  "99:\n"                            \
  "strb r1, [r0]\n"                  \
  "add r0, " step "\n"
#define GENN_ARM_END(sum)  \
  "uxth r1, " sum          \
  "\n"                     \
  "muls r1, r6, r1\n"      \
  "lsrs r1, r1, #16\n"     \
  "asrs " sum ", " sum     \
  ", #16\n"                \
  "muls " sum ", r6, " sum \
  "\n"                     \
  "adds " sum ", " sum     \
  ", r1\n"                 \
  "add " sum               \
  ", r8\n"                 \
  "asrs " sum ", " sum ", r7\n" GENN_ARM_STORE(sum, "r9")
#define GENN_ARM_NEXT   \
  "str r0, [sp, #24]\n" \
  "movs r1, #8\n"       \
  "add lr, r1\n"        \
  "ldr r1, [sp, #32]\n" \
  "cmp lr, r1\n"        \
  "beq 7f\n"

/// Lane offset in r12 for the whole of it.
GENN_NOINLINE inline void multiply_sparse_band(sparse_band_state& s) {
  [[maybe_unused]] sparse_band_state* const state = &s;
  GENN_ARM(
      volatile(
          ".syntax unified\n"
          "mov r0, %0\n"
          "mov r1, %1\n"
          "push {r4-r7, lr}\n"
          "mov r4, r8\n"
          "mov r5, r9\n"
          "mov r6, r10\n"
          "mov r7, r11\n"
          "push {r4-r7}\n"
          "mov r12, r1\n"
          "adds r0, #84\n"
          "ldmia r0!, {r1-r6}\n"
          "push {r1-r6}\n"
          "subs r0, #52\n"
          "ldmia r0!, {r1-r7}\n"
          "push {r1-r7}\n"
          "subs r0, #56\n"
          "ldmia r0!, {r1-r7}\n"
          "push {r1-r7}\n"
          "subs r0, #56\n"
          "ldmia r0!, {r1-r7}\n"
          "push {r1-r7}\n"
          // A row: its bias in r8, its multiplier in r9, its gaps and values from r1 and r2 on.
          "0:\n"
          "add r0, sp, #56\n"
          "ldmia r0!, {r1-r6}\n"
          "ldrb r7, [r3]\n"
          "adds r3, #1\n"
          "ldr r0, [r4]\n"
          "adds r4, #4\n"
          "mov r8, r0\n"
          "ldrh r0, [r5]\n"
          "adds r5, #2\n"
          "mov r9, r0\n"
          "mov r10, r1\n"
          "mov r11, r2\n"
          "adds r1, r1, r7\n"
          "adds r2, r2, r7\n"
          "add r0, sp, #56\n"
          "stmia r0!, {r1-r5}\n"
          "mov r1, r10\n"
          "mov r2, r11\n"
          "ldr r5, [sp]\n"
          "movs r0, #0\n"
          "mov r10, r0\n"  // the sum of their magnitudes
          "movs r3, #0\n"
          "cmp r7, #0\n"
          "beq 2f\n"
          "1:\n"
          "ldrb r4, [r1, r0]\n"
          "muls r4, r6, r4\n"
          "adds r3, r3, r4\n"
          "ldrsb r4, [r2, r0]\n"
          "stmia r5!, {r3, r4}\n"
          "cmp r4, #0\n"
          "bge 99f\n"
          "negs r4, r4\n"
          "99:\n"
          "add r10, r4\n"
          "adds r0, #1\n"
          "cmp r0, r7\n"
          "bne 1b\n"
          "lsls r0, r7, #31\n"
          "beq 3f\n"
          "movs r3, #0\n"
          "movs r4, #0\n"
          "b 99f\n"
          "2:\n"
          "movs r4, #0\n"
          "stmia r5!, {r3, r4}\n"
          "99:\n"
          "stmia r5!, {r3, r4}\n"
          "3:\n"
          "str r5, [sp, #4]\n"
          "ldr r0, [sp]\n"
          "subs r5, r5, r0\n"
          "lsrs r5, r5, #4\n"  // pairs
          "ldr r0, [sp, #52]\n"
          "str r0, [sp, #24]\n"
          "adds r0, #1\n"
          "str r0, [sp, #52]\n"
          "ldr r0, [sp, #48]\n"
          "str r0, [sp, #28]\n"
          "ldr r0, [sp, #40]\n"
          "str r0, [sp, #32]\n"
          "ldr r0, [sp, #44]\n"
          "mov lr, r0\n"
          // Whether products are short: (abs(bias) + 128 * magnitudes) / 128 * multiplier.
          "mov r0, r8\n"
          "mov r1, r9\n"
          "str r1, [sp, #8]\n"
          "asrs r2, r0, #31\n"
          "mov r3, r0\n"
          "eors r3, r3, r2\n"
          "subs r3, r3, r2\n"
          "lsrs r3, r3, #7\n"
          "add r3, r10\n"
          "adds r3, #2\n"
          "lsrs r2, r3, #16\n"
          "bne 4f\n"
          "muls r3, r1, r3\n"
          "ldr r2, [sp, #92]\n"
          "cmp r3, r2\n"
          "bhs 4f\n"
          "ldr r2, [sp, #80]\n"
          "lsls r2, r2, #16\n"
          "adds r0, r0, r5\n"
          "mov r3, r0\n"
          "muls r3, r1, r3\n"
          "adds r3, r3, r2\n"
          "str r3, [sp, #16]\n"
          "lsls r4, r5, #15\n"
          "subs r0, r0, r4\n"
          "muls r0, r1, r0\n"
          "adds r0, r0, r2\n"
          "str r0, [sp, #12]\n"
          "movs r0, #1\n"
          "str r0, [sp, #104]\n"
          "ldr r0, [sp, #32]\n"
          "cmp lr, r0\n"
          "bne 5f\n"
          "b 7f\n"
          "4:\n"
          "adds r0, r0, r5\n"
          "str r0, [sp, #16]\n"
          "lsls r4, r5, #15\n"
          "subs r3, r0, r4\n"
          "lsls r4, r0, #16\n"
          "adds r3, r3, r4\n"
          "str r3, [sp, #12]\n"
          "movs r0, #0\n"
          "str r0, [sp, #104]\n"
          "ldr r0, [sp, #32]\n"
          "cmp lr, r0\n"
          "beq 41f\n"
          "b 6f\n"
          "41:\n"
          "b 7f\n"
          // Four positions of short products.
          "5:\n"
          "ldr r7, [sp]\n" GENN_ARM_PAIR "mov r8, r4\n"
          "asrs r4, r4, #16\n"
          "mov r9, r4\n"
          "mov r10, r5\n"
          "asrs r5, r5, #16\n"
          "mov r11, r5\n"
          "ldr r6, [sp, #4]\n"
          "cmp r7, r6\n"
          "beq 52f\n"
          "51:\n" GENN_ARM_ADD_PAIR "bne 51b\n"
          "52:\n" GENN_ARM_LANES "ldr r6, [sp, #8]\n"
          "muls r2, r6, r2\n"
          "muls r3, r6, r3\n"
          "muls r4, r6, r4\n"
          "muls r5, r6, r5\n"
          "ldr r6, [sp, #12]\n"
          "adds r2, r2, r6\n"
          "adds r4, r4, r6\n"
          "ldr r6, [sp, #16]\n"
          "adds r3, r3, r6\n"
          "adds r5, r5, r6\n"
          "ldr r6, [sp, #20]\n"
          "asrs r2, r2, r6\n"
          "asrs r3, r3, r6\n"
          "asrs r4, r4, r6\n"
          "asrs r5, r5, r6\n"
          "ldr r0, [sp, #24]\n"
          "ldr r6, [sp, #28]\n" GENN_ARM_STORE("r2", "r6") GENN_ARM_STORE("r3", "r6")
              GENN_ARM_STORE("r4", "r6") GENN_ARM_STORE("r5", "r6") GENN_ARM_NEXT
          "b 5b\n"
          // Four positions of any products.
          "6:\n"
          "ldr r7, [sp]\n"
          "ldr r6, [sp, #4]\n"
          "ldr r1, [sp, #12]\n"
          "mov r8, r1\n"
          "mov r10, r1\n"
          "ldr r1, [sp, #16]\n"
          "mov r9, r1\n"
          "mov r11, r1\n"
          "61:\n" GENN_ARM_ADD_PAIR "bne 61b\n" GENN_ARM_LANES "ldr r6, [sp, #8]\n"
          "ldr r1, [sp, #80]\n"
          "mov r8, r1\n"
          "ldr r7, [sp, #88]\n"
          "ldr r1, [sp, #28]\n"
          "mov r9, r1\n"
          "ldr r0, [sp, #24]\n" GENN_ARM_END("r2") GENN_ARM_END("r3") GENN_ARM_END("r4")
              GENN_ARM_END("r5") GENN_ARM_NEXT
          "b 6b\n"
          // Positions behind the last four: into a word, from which those that there are go on.
          "7:\n"
          "ldr r0, [sp, #36]\n"
          "cmp r0, #0\n"
          "beq 8f\n"
          "ldr r1, [sp, #32]\n"
          "ldr r2, [sp, #40]\n"
          "cmp r1, r2\n"
          "bne 71f\n"
          "adds r2, #8\n"
          "str r2, [sp, #32]\n"
          "ldr r3, [sp, #24]\n"
          "str r3, [sp, #100]\n"
          "add r3, sp, #96\n"
          "str r3, [sp, #24]\n"
          "movs r3, #1\n"
          "str r3, [sp, #28]\n"
          "ldr r3, [sp, #104]\n"
          "cmp r3, #0\n"
          "bne 73f\n"
          "b 6b\n"
          "73:\n"
          "b 5b\n"
          "71:\n"
          "add r1, sp, #96\n"
          "ldr r2, [sp, #100]\n"
          "ldr r3, [sp, #48]\n"
          "72:\n"
          "ldrb r4, [r1]\n"
          "strb r4, [r2]\n"
          "adds r1, #1\n"
          "adds r2, r2, r3\n"
          "subs r0, #1\n"
          "bne 72b\n"
          "8:\n"
          "ldr r0, [sp, #84]\n"
          "subs r0, #1\n"
          "str r0, [sp, #84]\n"
          "beq 9f\n"
          "b 0b\n"
          "9:\n"
          "add sp, sp, #108\n"
          "pop {r4-r7}\n"
          "mov r8, r4\n"
          "mov r9, r5\n"
          "mov r10, r6\n"
          "mov r11, r7\n"
          "pop {r4-r7}\n"
          "pop {r1}\n"
          "mov lr, r1\n" ::"r"(state),
          "r"(lane_offset)
          : "r0", "r1", "r2", "r3", "r12", "cc", "memory"));
}

#undef GENN_ARM_PAIR
#undef GENN_ARM_ADD_PAIR
#undef GENN_ARM_LANES
#undef GENN_ARM_STORE
#undef GENN_ARM_END
#undef GENN_ARM_NEXT

}  // namespace kernels::armv6m

GENN_NAMESPACE_END

#include <genn/undef.hpp>

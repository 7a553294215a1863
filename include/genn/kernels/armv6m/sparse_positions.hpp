// SPDX-License-Identifier: BSL-1.0
// The inner loop of sparse pointwise convolutions of bytes on Armv6-M: two positions in a word,
// four at a time, two kept weights before the lanes are taken apart (products.hpp says why that is
// safe).
#pragma once

#include <genn/kernels/armv6m/products.hpp>
#include <genn/kernels/portable/sparse_pointwise.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::armv6m {

/// What the loops walk over: pairs of kept weights; words of inputs; where sums begin.
struct row_state {
  const kept_weight *first, *last;
  const void* inputs;
  std::int32_t added;         // to a word of two lanes before it is taken apart
  std::int32_t words, upper;  // where the sums of whole words and of upper lanes begin
};
/// Where sums go and end.
struct summed_state {
  row_state row;
  std::int32_t *sums, *end;
};
/// Where bytes go that plain_rescale makes of sums, four at a time.
struct ended_state {
  row_state row;
  std::int8_t* y;
  std::int32_t multiplier, rounding, shift, pitch, fours;
};

// State in r0: saves registers, begins four sums.
#define GENN_ARM_BEGIN  \
  ".syntax unified\n"   \
  "push {r4-r7, lr}\n"  \
  "mov r4, r8\n"        \
  "mov r5, r9\n"        \
  "mov r6, r10\n"       \
  "mov r7, r11\n"       \
  "push {r0, r4-r7}\n"  \
  "ldr r1, [r0, #8]\n"  \
  "mov lr, r1\n"        \
  "ldr r1, [r0, #12]\n" \
  "mov r12, r1\n"       \
  "0:\n"                \
  "ldr r7, [r0]\n"      \
  "ldr r6, [r0, #4]\n"  \
  "ldr r1, [r0, #16]\n" \
  "mov r8, r1\n"        \
  "mov r10, r1\n"       \
  "ldr r1, [r0, #20]\n" \
  "mov r9, r1\n"        \
  "mov r11, r1\n"
// Two kept weights over four positions, in two words: sums of whole words, then of their upper
// lanes, of either word. Kept weights lie from r7 to r6, inputs from lr on.
#define GENN_ARM_FOUR     \
  "cmp r7, r6\n"          \
  "beq 2f\n"              \
  "1:\n"                  \
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
  "add r5, r12\n"         \
  "add r8, r4\n"          \
  "asrs r4, r4, #16\n"    \
  "add r9, r4\n"          \
  "add r10, r5\n"         \
  "asrs r5, r5, #16\n"    \
  "add r11, r5\n"         \
  "cmp r7, r6\n"          \
  "bne 1b\n"              \
  "2:\n"                  \
  "mov r2, r8\n"          \
  "mov r3, r9\n"          \
  "mov r4, r10\n"         \
  "mov r5, r11\n"         \
  "ldr r0, [sp]\n"        \
  "lsls r1, r3, #16\n"    \
  "subs r2, r2, r1\n"     \
  "lsls r1, r5, #16\n"    \
  "subs r4, r4, r1\n"
// Ends a sum as plain_rescale does and stores a byte: multiplier in r6, shift in r7, rounding in
// r8.
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
  "asrs " sum ", " sum     \
  ", r7\n"                 \
  "sxtb r1, " sum          \
  "\n"                     \
  "cmp r1, " sum           \
  "\n"                     \
  "beq 3f\n"               \
  "movs r1, #127\n"        \
  "asrs " sum ", " sum     \
  ", #31\n"                \
  "eors r1, r1, " sum      \
  "\n"                     \
  "3:\n"                   \
  "strb r1, [r0]\n"        \
  "add r0, r9\n"
#define GENN_ARM_RESTORE \
  "pop {r0, r4-r7}\n"    \
  "mov r8, r4\n"         \
  "mov r9, r5\n"         \
  "mov r10, r6\n"        \
  "mov r11, r7\n"        \
  "pop {r4-r7}\n"        \
  "pop {r1}\n"           \
  "mov lr, r1\n"

GENN_ALWAYS_INLINE void sum_positions(summed_state& s) {
  [[maybe_unused]] summed_state* const state = &s;
  GENN_ARM(volatile("mov r0, %0\n" GENN_ARM_BEGIN GENN_ARM_FOUR "ldr r1, [r0, #24]\n"
                    "stmia r1!, {r2-r5}\n"
                    "str r1, [r0, #24]\n"
                    "movs r2, #8\n"
                    "add lr, r2\n"
                    "ldr r2, [r0, #28]\n"
                    "cmp r1, r2\n"
                    "bne 0b\n" GENN_ARM_RESTORE ::"r"(state)
                    : "r0", "r1", "r2", "r3", "r12", "cc", "memory"));
}
GENN_ALWAYS_INLINE void end_positions(ended_state& s) {
  [[maybe_unused]] ended_state* const state = &s;
  GENN_ARM(volatile("mov r0, %0\n" GENN_ARM_BEGIN GENN_ARM_FOUR "ldr r6, [r0, #28]\n"
                    "ldr r1, [r0, #32]\n"
                    "mov r8, r1\n"
                    "ldr r7, [r0, #36]\n"
                    "ldr r1, [r0, #40]\n"
                    "mov r9, r1\n"
                    "ldr r0, [r0, #24]\n" GENN_ARM_END("r2") GENN_ARM_END("r3") GENN_ARM_END("r4")
                        GENN_ARM_END("r5") "movs r2, #8\n"
                                           "add lr, r2\n"
                                           "ldr r1, [sp]\n"
                                           "str r0, [r1, #24]\n"
                                           "mov r0, r1\n"
                                           "ldr r2, [r0, #44]\n"
                                           "subs r2, r2, #1\n"
                                           "str r2, [r0, #44]\n"
                                           "beq 5f\n"
                                           "b 0b\n"
                                           "5:\n" GENN_ARM_RESTORE ::"r"(state)
                    : "r0", "r1", "r2", "r3", "r12", "cc", "memory"));
}

#undef GENN_ARM_BEGIN
#undef GENN_ARM_FOUR
#undef GENN_ARM_END
#undef GENN_ARM_RESTORE

/// Four positions into two words a channel, with `step` bytes between them: channels from x to end,
/// and how far behind the first position the others lie.
struct turn_state {
  index_t step;
  const std::int8_t* end;
  index_t second, third, fourth;
  std::int32_t* to;
  const std::int8_t* x;
};
GENN_NOINLINE inline void turn_four(const turn_state& s) {
  [[maybe_unused]] const turn_state* const state = &s;
  GENN_ARM(
      volatile(".syntax unified\n"
               "mov r0, %0\n"
               "push {r4-r7}\n"
               "mov r1, r8\n"
               "mov r2, r9\n"
               "push {r1, r2}\n"
               "ldmia r0!, {r5, r6}\n"
               "mov r8, r5\n"
               "mov r9, r6\n"
               "ldmia r0!, {r1-r4}\n"
               "ldr r0, [r0]\n"
               "1:\n"
               "movs r5, #0\n"
               "ldrsb r5, [r0, r5]\n"
               "ldrsb r6, [r0, r1]\n"
               "lsls r6, r6, #16\n"
               "adds r5, r5, r6\n"
               "ldrsb r6, [r0, r2]\n"
               "ldrsb r7, [r0, r3]\n"
               "lsls r7, r7, #16\n"
               "adds r6, r6, r7\n"
               "stmia r4!, {r5, r6}\n"
               "add r4, r8\n"
               "adds r0, #1\n"
               "cmp r0, r9\n"
               "bne 1b\n"
               "pop {r1, r2}\n"
               "mov r8, r1\n"
               "mov r9, r2\n"
               "pop {r4-r7}\n" ::"r"(state)
               : "r0", "r1", "r2", "r3", "cc", "memory"));
}

/// As portable::eight_positions, of bytes.
struct eight_positions {
  static constexpr bool in_pairs = true;

  static GENN_NOINLINE void turn(const std::int8_t* x, index_t channels, index_t count,
                                 index_t band, void* inputs) {
    const index_t pitch = band / 2;
    auto* words = static_cast<std::int32_t*>(inputs);
    index_t p = 0;
    for (; p + 4 <= count; p += 4, x += 4 * channels, words += 2)
      turn_four({pitch * index_t{sizeof *words} - 8, x + channels, channels, 2 * channels,
                 3 * channels, words, x});
    for (; p < count; p += 2, x += 2 * channels, ++words) {
      const std::int8_t* a = x;
      const std::int8_t* b = p + 1 < count ? x + channels : x;
      std::int32_t* to = words;
      for (index_t c = channels; c > 0; --c, to += pitch) *to = *a++ + *b++ * 65536;
    }
    for (p = count + count % 2; p % positions_at_once != 0; p += 2, ++words)
      for (index_t c = 0; c < channels; ++c) words[c * pitch] = 0;
  }
  template <class Y, class F>
  static GENN_ALWAYS_INLINE void compute(const portable::sparse_row<Y>& row, const F& f) {
    portable::sum_and_end<eight_positions>(row, f);
  }
  template <class M>
  static GENN_NOINLINE void compute(
      const portable::sparse_row<std::int8_t>& row,
      const reference::rescale_by_channel<M, reference::ending::whole_byte>& f) {
    const bool plain = f.how.left == 0 && f.how.reach == 0;
    const index_t done = plain ? row.count & -positions_at_once : 0;
    if (done > 0) {
      ended_state state{state_of(row.first, row.last, row.inputs, row.bias),
                        row.y,
                        std::int32_t(f.multiplier[row.output]),
                        f.how.rounding,
                        f.how.shift,
                        std::int32_t(row.pitch),
                        std::int32_t(done / 4)};
      end_positions(state);
    }
    if (done < row.count) portable::sum_and_end<eight_positions>(row.behind(done), f);
  }
  static GENN_NOINLINE void sum(const kept_weight* first, const kept_weight* last,
                                const void* inputs, index_t count, std::int32_t bias,
                                std::int32_t* sums) {
    summed_state state{state_of(first, last, inputs, bias), sums, sums + count};
    sum_positions(state);
  }

 private:
  // Each pair of weights adds 32767 to the sum of the lower lanes and takes 1 off that of the upper
  // ones, which is taken off the words 2^16 times.
  static GENN_ALWAYS_INLINE row_state state_of(const kept_weight* first, const kept_weight* last,
                                               const void* inputs, std::int32_t bias) {
    const auto pairs = std::uint32_t(last - first) / 2;
    const std::uint32_t upper = std::uint32_t(bias) + pairs;
    const std::uint32_t words = std::uint32_t(bias) - pairs * 32767u + upper * 65536u;
    return {first, last, inputs, lane_offset, std::int32_t(words), std::int32_t(upper)};
  }
};

}  // namespace kernels::armv6m

GENN_NAMESPACE_END

#include <genn/undef.hpp>

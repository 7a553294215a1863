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

/// What the loop walks over: pairs of kept weights; words of inputs; where sums go and end.
struct positions_state {
  const kept_weight *first, *last;
  const void* inputs;
  std::int32_t *sums, *end;
  std::int32_t added;         // to a word of two lanes before it is taken apart
  std::int32_t words, upper;  // where the sums of whole words and of upper lanes begin
};

GENN_ALWAYS_INLINE void sum_positions(positions_state& s) {
  [[maybe_unused]] positions_state* const state = &s;
  // Sums: of whole words, then of their upper lanes, of either word.
  GENN_ARM(
      volatile(".syntax unified\n"
               "mov r0, %0\n"
               "push {r4-r7, lr}\n"
               "mov r4, r8\n"
               "mov r5, r9\n"
               "mov r6, r10\n"
               "mov r7, r11\n"
               "push {r0, r4-r7}\n"
               "ldr r6, [r0, #4]\n"
               "ldr r1, [r0, #8]\n"
               "mov lr, r1\n"
               "ldr r1, [r0, #20]\n"
               "mov r12, r1\n"
               "0:\n"
               "ldr r7, [r0]\n"
               "ldr r1, [r0, #24]\n"
               "mov r8, r1\n"
               "mov r10, r1\n"
               "ldr r1, [r0, #28]\n"
               "mov r9, r1\n"
               "mov r11, r1\n"
               "cmp r7, r6\n"
               "beq 2f\n"
               "1:\n"
               "ldmia r7!, {r0-r3}\n"
               "add r0, lr\n"
               "add r2, lr\n"
               "ldmia r0!, {r4, r5}\n"
               "muls r4, r1, r4\n"
               "muls r5, r1, r5\n"
               "ldmia r2!, {r0, r1}\n"
               "muls r0, r3, r0\n"
               "muls r1, r3, r1\n"
               "adds r4, r4, r0\n"
               "adds r5, r5, r1\n"
               "add r4, r12\n"
               "add r5, r12\n"
               "add r8, r4\n"
               "asrs r4, r4, #16\n"
               "add r9, r4\n"
               "add r10, r5\n"
               "asrs r5, r5, #16\n"
               "add r11, r5\n"
               "cmp r7, r6\n"
               "bne 1b\n"
               "2:\n"
               "mov r2, r8\n"
               "mov r3, r9\n"
               "mov r4, r10\n"
               "mov r5, r11\n"
               "ldr r0, [sp]\n"
               "lsls r1, r3, #16\n"
               "subs r2, r2, r1\n"
               "lsls r1, r5, #16\n"
               "subs r4, r4, r1\n"
               "ldr r1, [r0, #12]\n"
               "stmia r1!, {r2-r5}\n"
               "str r1, [r0, #12]\n"
               "movs r2, #8\n"
               "add lr, r2\n"
               "ldr r2, [r0, #16]\n"
               "cmp r1, r2\n"
               "bne 0b\n"
               "pop {r0, r4-r7}\n"
               "mov r8, r4\n"
               "mov r9, r5\n"
               "mov r10, r6\n"
               "mov r11, r7\n"
               "pop {r4-r7}\n"
               "pop {r1}\n"
               "mov lr, r1\n" ::"r"(state)
               : "r0", "r1", "r2", "r3", "r12", "cc", "memory"));
}

/// As portable::eight_positions, of bytes.
struct eight_positions {
  static constexpr bool in_pairs = true;

  static GENN_NOINLINE void turn(const std::int8_t* x, index_t channels, index_t count,
                                 index_t band, void* inputs) {
    const index_t pitch = band / 2;
    auto* words = static_cast<std::int32_t*>(inputs);
    for (index_t p = 0; p < count; p += 2, x += 2 * channels, ++words) {
      const std::int8_t* a = x;
      const std::int8_t* b = p + 1 < count ? x + channels : x;
      std::int32_t* to = words;
      for (index_t c = channels; c > 0; --c, to += pitch) *to = *a++ + *b++ * 65536;
    }
    for (index_t p = count + count % 2; p % positions_at_once != 0; p += 2, ++words)
      for (index_t c = 0; c < channels; ++c) words[c * pitch] = 0;
  }
  template <class Y, class F>
  static GENN_ALWAYS_INLINE void compute(const portable::sparse_row<Y>& row, const F& f) {
    portable::sum_and_end<eight_positions>(row, f);
  }
  static GENN_NOINLINE void sum(const kept_weight* first, const kept_weight* last,
                                const void* inputs, index_t count, std::int32_t bias,
                                std::int32_t* sums) {
    // Each pair of weights adds 32767 to the sum of the lower lanes and takes 1 off that of the
    // upper ones, which is taken off the words 2^16 times.
    const auto pairs = std::uint32_t(last - first) / 2;
    const std::uint32_t upper = std::uint32_t(bias) + pairs;
    const std::uint32_t words = std::uint32_t(bias) - pairs * 32767u + upper * 65536u;
    positions_state state{first,
                          last,
                          inputs,
                          sums,
                          sums + count,
                          lane_offset,
                          std::int32_t(words),
                          std::int32_t(upper)};
    sum_positions(state);
  }
};

}  // namespace kernels::armv6m

GENN_NAMESPACE_END

#include <genn/undef.hpp>

// SPDX-License-Identifier: BSL-1.0
// Products of pairs of outputs (constants/packing.hpp) with one vector on Armv7E-M: a word holds
// two taps of both, SMLAD adds all of it to one sum, and its upper bytes to another. Written down
// because no compiler keeps all of it in the fourteen registers.
#pragma once

#include <genn/kernels/armv7em/vector_products.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::armv7em {

/// What the loops walk over: two inputs and two taps of a pair of outputs a word. Words that are
/// left over come first, then units of eight taps in rounds.
struct pairs_state {
  const std::int16_t *x, *many_end;
  index_t entered;         // bytes of code that a pair leaves out at first
  std::int32_t moved;      // 128 * the sum of the inputs
  std::int32_t* sums;      // where those of a pair begin
  vector_results results;  // without y, sums stay
  index_t skip, step;      // bytes to the next pair of weights, and of sums
  const std::int32_t* sums_end;
  index_t entered_round;  // bytes of code of a round that a pair's first leaves out
  const void* w;
};

// State in lr, weights from r1 on; sums of whole words in r4, of their upper bytes in r5.
#define GENN_ARM_PRODUCTS(x, w) \
  "smlad r4, " w ", " x         \
  ", r4\n"                      \
  "sxtb16 " w ", " w            \
  ", ror #8\n"                  \
  "smlad r5, " w ", " x ", r5\n"
#define GENN_ARM_WORD  \
  "ldr r6, [r0], #4\n" \
  "ldr r10, [r1], #4\n" GENN_ARM_PRODUCTS("r6", "r10")
#define GENN_ARM_UNIT                                                                     \
  "ldm r0!, {r6-r9}\n"                                                                    \
  "ldm r1!, {r2, r10-r12}\n" GENN_ARM_PRODUCTS("r6", "r2") GENN_ARM_PRODUCTS("r7", "r10") \
      GENN_ARM_PRODUCTS("r8", "r11") GENN_ARM_PRODUCTS("r9", "r12")
#define GENN_ARM_PAIRS(bits, store, size)                                             \
  ".syntax unified\n"                                                                 \
  "mov r0, %0\n"                                                                      \
  "push {r0, r4-r11, lr}\n"                                                           \
  "mov lr, r0\n"                                                                      \
  "ldr r1, [lr, #52]\n"                                                               \
  "0:\n"                                                                              \
  "ldm lr, {r0, r3, r6, r7, r8}\n"                                                    \
  "ldrd r4, r5, [r8]\n"                                                               \
  "add r4, r4, r5, lsl #8\n"                                                          \
  "sub r4, r4, r7\n"                                                                  \
  "add pc, r6\n"                                                                      \
  "nop\n" GENN_ARM_WORD GENN_ARM_WORD GENN_ARM_WORD                                   \
  "ldr r6, [lr, #48]\n"                                                               \
  "add pc, r6\n"                                                                      \
  "nop\n"                                                                             \
  "1:\n" GENN_ARM_UNIT GENN_ARM_UNIT GENN_ARM_UNIT                                    \
  "cmp r0, r3\n"                                                                      \
  "bne 1b\n"                                                                          \
  "sub r4, r4, r5, lsl #8\n"                                                          \
  "add r6, lr, #16\n"                                                                 \
  "ldm r6, {r2, r6-r12}\n"                                                            \
  "cbz r6, 2f\n"                                                                      \
  "ldrsh r0, [r7], #2\n"                                                              \
  "lsl r0, r0, r9\n"                                                                  \
  "smmlar r4, r4, r0, r8\n"                                                           \
  "ldrsh r0, [r7], #2\n"                                                              \
  "lsl r0, r0, r9\n"                                                                  \
  "smmlar r5, r5, r0, r8\n"                                                           \
  "ssat r4, #" bits                                                                   \
  ", r4\n"                                                                            \
  "ssat r5, #" bits ", r5\n" store " r4, [r6], #" size "\n" store " r5, [r6], #" size \
  "\n"                                                                                \
  "strd r6, r7, [lr, #20]\n"                                                          \
  "b 3f\n"                                                                            \
  "2:\n"                                                                              \
  "strd r4, r5, [r2]\n"                                                               \
  "3:\n"                                                                              \
  "add r2, r2, r11\n"                                                                 \
  "str r2, [lr, #16]\n"                                                               \
  "add r1, r1, r10\n"                                                                 \
  "cmp r2, r12\n"                                                                     \
  "bne 0b\n"                                                                          \
  "pop {r0, r4-r11, lr}\n"

/// Units of a round; bytes of the code of a unit, of a word, and between words and units.
inline constexpr index_t pair_units_at_once = 3, pair_unit_bytes = 14 * 4, pair_word_bytes = 5 * 4,
                         pair_words_end = 8;

/// Adds the products of all pairs to their sums, or makes results of them: bytes, or 16 bits.
GENN_NOINLINE inline void add_pairs_of_outputs(pairs_state& s, std::int8_t) {
  [[maybe_unused]] pairs_state* const state = &s;
  GENN_ARM(volatile(GENN_ARM_PAIRS("8", "strb", "1")::"r"(state)
                    : "r0", "r1", "r2", "r3", "r12", "cc", "memory"));
}
GENN_NOINLINE inline void add_pairs_of_outputs(pairs_state& s, std::int16_t) {
  [[maybe_unused]] pairs_state* const state = &s;
  GENN_ARM(volatile(GENN_ARM_PAIRS("16", "strh", "2")::"r"(state)
                    : "r0", "r1", "r2", "r3", "r12", "cc", "memory"));
}

#undef GENN_ARM_PRODUCTS
#undef GENN_ARM_WORD
#undef GENN_ARM_UNIT
#undef GENN_ARM_PAIRS

}  // namespace kernels::armv7em

GENN_NAMESPACE_END

#include <genn/undef.hpp>

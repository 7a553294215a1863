// SPDX-License-Identifier: BSL-1.0
// Products of rows of weights with one vector of integers on Armv7E-M: two rows at once, written
// down because no compiler keeps all of it in the fourteen registers.
#pragma once

#include <genn/shape/shape.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::armv7em {

/// Results, as rounded_end.hpp says; without y, sums stay.
struct vector_results {
  void* y;
  union {
    const std::int16_t* multipliers;  // of bytes
    std::int32_t of_all;              // of 16 bits
  } factor;
  std::int32_t zero, places;
};

/// What the loops walk over, in words of inputs and weights: two inputs of 16 bits; four weights of
/// bytes, whose inputs lie in the order 0, 2, 1, 3, or two of 16 bits.
struct vector_state {
  const std::int16_t *x, *many_end;  // what is read in rounds of some units of eight taps
  index_t entered;                   // bytes of code of a round that a row's first leaves out
  std::int32_t* sums;                // where those of a pair of rows begin
  index_t step;                      // bytes from a sum to that of the next row
  vector_results results;
  index_t skip;  // bytes from where a row's weights end to the next pair
  const std::int32_t* sums_end;
  index_t words;               // of weights behind the last unit
  const void *first, *second;  // a pair of rows of weights
};

// State in lr. Pairs of rows: weights from r1 and r2 on, sums in r4 and r5.
#define GENN_ARM_BEGIN             \
  ".syntax unified\n"              \
  "push {r0, r4-r11, lr}\n"        \
  "mov lr, r0\n"                   \
  "ldrd r1, r2, [lr, #48]\n"       \
  "0:\n"                           \
  "ldm lr, {r0, r3, r6, r7, r8}\n" \
  "ldr r4, [r7]\n"                 \
  "ldr r5, [r7, r8]\n"             \
  "add pc, r6\n"                   \
  "nop\n"                          \
  "1:\n"
#define GENN_ARM_WORDS(state) \
  "cmp r0, r3\n"              \
  "bne 1b\n" state            \
  "ldr r3, [lr, #44]\n"       \
  "cbz r3, 3f\n"              \
  "2:\n"
#define GENN_ARM_END(factor_of_first, factor_of_second, factor, bits, store, size)    \
  "subs r3, r3, #1\n"                                                                 \
  "bne 2b\n"                                                                          \
  "3:\n"                                                                              \
  "add r3, lr, #12\n"                                                                 \
  "ldm r3, {r3, r6-r12}\n"                                                            \
  "cbnz r7, 4f\n"                                                                     \
  "str r4, [r3]\n"                                                                    \
  "str r5, [r3, r6]\n"                                                                \
  "b 5f\n"                                                                            \
  "4:\n" factor_of_first "smmlar r4, r4, " factor ", r9\n" factor_of_second           \
  "smmlar r5, r5, " factor                                                            \
  ", r9\n"                                                                            \
  "ssat r4, #" bits                                                                   \
  ", r4\n"                                                                            \
  "ssat r5, #" bits ", r5\n" store " r4, [r7], #" size "\n" store " r5, [r7], #" size \
  "\n"                                                                                \
  "strd r7, r8, [lr, #20]\n"                                                          \
  "5:\n"                                                                              \
  "add r3, r3, r6, lsl #1\n"                                                          \
  "str r3, [lr, #12]\n"                                                               \
  "add r1, r1, r11\n"                                                                 \
  "add r2, r2, r11\n"                                                                 \
  "cmp r3, r12\n"                                                                     \
  "bne 0b\n"                                                                          \
  "pop {r0, r4-r11, lr}\n"

// Eight taps of a row, and four: inputs from r6 on.
#define GENN_ARM_EIGHT_BYTES(w, sum) \
  "ldrd r10, r11, [" w               \
  "], #8\n"                          \
  "sxtb16 r12, r10\n"                \
  "smlad " sum ", r12, r6, " sum     \
  "\n"                               \
  "sxtb16 r10, r10, ror #8\n"        \
  "smlad " sum ", r10, r7, " sum     \
  "\n"                               \
  "sxtb16 r12, r11\n"                \
  "smlad " sum ", r12, r8, " sum     \
  "\n"                               \
  "sxtb16 r11, r11, ror #8\n"        \
  "smlad " sum ", r11, r9, " sum "\n"
#define GENN_ARM_FOUR_BYTES(w, sum) \
  "ldr r10, [" w                    \
  "], #4\n"                         \
  "sxtb16 r11, r10\n"               \
  "smlad " sum ", r11, r6, " sum    \
  "\n"                              \
  "sxtb16 r10, r10, ror #8\n"       \
  "smlad " sum ", r10, r7, " sum "\n"
// Eight taps of 16 bits of a row, and two.
#define GENN_ARM_EIGHT_WORDS(w, sum) \
  "ldm " w                           \
  "!, {r10-r12, lr}\n"               \
  "smlad " sum ", r10, r6, " sum     \
  "\n"                               \
  "smlad " sum ", r11, r7, " sum     \
  "\n"                               \
  "smlad " sum ", r12, r8, " sum     \
  "\n"                               \
  "smlad " sum ", lr, r9, " sum "\n"
#define GENN_ARM_TWO_WORDS(w, sum) \
  "ldr r10, [" w                   \
  "], #4\n"                        \
  "smlad " sum ", r10, r6, " sum "\n"

#define GENN_ARM_UNIT(of) \
  "ldm r0!, {r6-r9}\n" GENN_ARM_EIGHT_##of("r1", "r4") GENN_ARM_EIGHT_##of("r2", "r5")
#define GENN_ARM_ROUND(of) GENN_ARM_UNIT(of) GENN_ARM_UNIT(of) GENN_ARM_UNIT(of)
#define GENN_ARM_FACTOR  \
  "ldrsh r0, [r8], #2\n" \
  "lsl r0, r0, r10\n"

/// Units of a round, and the bytes of their code, instructions of four bytes.
inline constexpr index_t units_at_once = 3;
constexpr index_t unit_bytes(std::int8_t) { return 19 * 4; }
constexpr index_t unit_bytes(std::int16_t) { return 11 * 4; }

#define GENN_ARM_PAIRS_OF_BYTES(bits, store, size)                                 \
  "mov r0, %0\n" GENN_ARM_BEGIN GENN_ARM_ROUND(BYTES)                              \
      GENN_ARM_WORDS("") "ldrd r6, r7, [r0], #8\n" GENN_ARM_FOUR_BYTES("r1", "r4") \
          GENN_ARM_FOUR_BYTES("r2", "r5")                                          \
              GENN_ARM_END(GENN_ARM_FACTOR, GENN_ARM_FACTOR, "r0", bits, store, size)

/// Adds the products of all pairs of rows to their sums: of bytes, whose results are bytes or have
/// 16 bits, and of 16 bits.
GENN_NOINLINE inline void add_pairs_of_rows(vector_state& s, std::int8_t, std::int8_t) {
  [[maybe_unused]] vector_state* const state = &s;
  GENN_ARM(volatile(GENN_ARM_PAIRS_OF_BYTES("8", "strb", "1")::"r"(state)
                    : "r0", "r1", "r2", "r3", "r12", "cc", "memory"));
}
GENN_NOINLINE inline void add_pairs_of_rows(vector_state& s, std::int8_t, std::int16_t) {
  [[maybe_unused]] vector_state* const state = &s;
  GENN_ARM(volatile(GENN_ARM_PAIRS_OF_BYTES("16", "strh", "2")::"r"(state)
                    : "r0", "r1", "r2", "r3", "r12", "cc", "memory"));
}
GENN_NOINLINE inline void add_pairs_of_rows(vector_state& s, std::int16_t, std::int16_t) {
  [[maybe_unused]] vector_state* const state = &s;
  GENN_ARM(volatile("mov r0, %0\n" GENN_ARM_BEGIN GENN_ARM_ROUND(WORDS)
                        GENN_ARM_WORDS("ldr lr, [sp]\n") "ldr r6, [r0], #4\n" GENN_ARM_TWO_WORDS(
                            "r1", "r4") GENN_ARM_TWO_WORDS("r2", "r5")
                            GENN_ARM_END("", "", "r8", "16", "strh", "2")::"r"(state)
                    : "r0", "r1", "r2", "r3", "r12", "cc", "memory"));
}

#undef GENN_ARM_PAIRS_OF_BYTES
#undef GENN_ARM_BEGIN
#undef GENN_ARM_WORDS
#undef GENN_ARM_END
#undef GENN_ARM_EIGHT_BYTES
#undef GENN_ARM_FOUR_BYTES
#undef GENN_ARM_EIGHT_WORDS
#undef GENN_ARM_TWO_WORDS
#undef GENN_ARM_UNIT
#undef GENN_ARM_ROUND
#undef GENN_ARM_FACTOR

}  // namespace kernels::armv7em

GENN_NAMESPACE_END

#include <genn/undef.hpp>

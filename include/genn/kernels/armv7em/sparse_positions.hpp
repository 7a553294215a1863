// SPDX-License-Identifier: BSL-1.0
// The inner loop of sparse pointwise convolutions on Armv7E-M: eight positions in registers,
// written down because no compiler keeps all of it in the fourteen.
#pragma once

#include <genn/kernels/armv7em/rounded_end.hpp>
#include <genn/kernels/armv7em/words.hpp>
#include <genn/kernels/ending.hpp>
#include <genn/kernels/portable/sparse_pointwise.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::armv7em {

/// What the loop walks over: kept weights up to no_weight, whose offset carries when it is added to
/// an address; inputs; where sums go and end, and where they begin.
struct positions_state {
  const kept_weight* weights;
  const void* inputs;
  std::int32_t *sums, *end, bias;
};

// Eight sums from r4 on: kept weights from r2 on, inputs from r1 on.
#define GENN_ARM_EIGHT        \
  "mov r5, r4\n"              \
  "mov r6, r4\n"              \
  "mov r7, r4\n"              \
  "mov r8, r4\n"              \
  "mov r9, r4\n"              \
  "mov r10, r4\n"             \
  "mov r11, r4\n"             \
  "ldrd r12, r3, [r2], #8\n"  \
  "adds r12, r1, r12\n"       \
  "bcs 2f\n"                  \
  "1:\n"                      \
  "ldrd r0, lr, [r12]\n"      \
  "smlabb r4, r0, r3, r4\n"   \
  "smlatb r5, r0, r3, r5\n"   \
  "smlabb r6, lr, r3, r6\n"   \
  "smlatb r7, lr, r3, r7\n"   \
  "ldrd r0, lr, [r12, #8]\n"  \
  "smlabb r8, r0, r3, r8\n"   \
  "smlatb r9, r0, r3, r9\n"   \
  "smlabb r10, lr, r3, r10\n" \
  "smlatb r11, lr, r3, r11\n" \
  "ldrd r12, r3, [r2], #8\n"  \
  "adds r12, r1, r12\n"       \
  "bcc 1b\n"                  \
  "2:\n"
#define GENN_ARM_END(sum) \
  "smmlar " sum ", " sum  \
  ", r2, r3\n"            \
  "ssat " sum ", #8, " sum "\n"

GENN_ALWAYS_INLINE void sum_positions(positions_state& s) {
  [[maybe_unused]] positions_state* const state = &s;
  GENN_ARM(
      volatile(".syntax unified\n"
               "mov r0, %0\n"
               "push {r4-r11, lr}\n"
               "ldr r1, [r0, #16]\n"
               "push {r1}\n"
               "ldm r0, {r0-r3}\n"  // weights, inputs, sums, end
               "push {r0, r2, r3}\n"
               "0:\n"
               "ldr r4, [sp, #12]\n"
               "ldr r2, [sp]\n" GENN_ARM_EIGHT "ldrd r2, r3, [sp, #4]\n"
               "stm r2!, {r4-r11}\n"
               "str r2, [sp, #4]\n"
               "adds r1, r1, #16\n"
               "cmp r2, r3\n"
               "bne 0b\n"
               "add sp, sp, #16\n"
               "pop {r4-r11, lr}\n" ::"r"(state)
               : "r0", "r1", "r2", "r3", "r12", "cc", "memory"));
}

/// The same with the rounded end of sums to whole bytes: `chunks` of eight results, whose zero
/// point is added.
struct ended_state {
  const kept_weight* weights;
  const void* inputs;
  std::int32_t bias, chunks;
  std::int8_t* y;
  std::int32_t factor, zero, pitch;
};

GENN_ALWAYS_INLINE void end_positions(ended_state& s) {
  [[maybe_unused]] ended_state* const state = &s;
  GENN_ARM(
      volatile(".syntax unified\n"
               "mov r0, %0\n"
               "push {r4-r11, lr}\n"
               "push {r0}\n"
               "ldr r1, [r0, #4]\n"
               "0:\n"
               "ldr r2, [r0]\n"
               "ldr r4, [r0, #8]\n" GENN_ARM_EIGHT "ldr r3, [sp]\n"
               "add r3, r3, #16\n"
               "ldm r3, {r0, r2, r3, lr}\n"  // y, factor, zero, pitch
               GENN_ARM_END("r4") GENN_ARM_END("r5") GENN_ARM_END("r6") GENN_ARM_END("r7")
                   GENN_ARM_END("r8") GENN_ARM_END("r9") GENN_ARM_END("r10")
                       GENN_ARM_END("r11") "add r2, r0, lr\n"
                                           "strb r4, [r0]\n"
                                           "strb r5, [r2]\n"
                                           "strb r6, [r0, lr, lsl #1]\n"
                                           "strb r7, [r2, lr, lsl #1]\n"
                                           "strb r8, [r0, lr, lsl #2]\n"
                                           "strb r9, [r2, lr, lsl #2]\n"
                                           "add r0, r0, lr, lsl #1\n"
                                           "add r2, r2, lr, lsl #1\n"
                                           "strb r10, [r0, lr, lsl #2]\n"
                                           "strb r11, [r2, lr, lsl #2]\n"
                                           "add r2, r2, lr, lsl #2\n"
                                           "add r2, r2, lr\n"
                                           "ldr r0, [sp]\n"
                                           "str r2, [r0, #16]\n"
                                           "adds r1, r1, #16\n"
                                           "ldr r2, [r0, #12]\n"
                                           "subs r2, r2, #1\n"
                                           "str r2, [r0, #12]\n"
                                           "bne 0b\n"
                                           "add sp, sp, #4\n"
                                           "pop {r4-r11, lr}\n" ::"r"(state)
               : "r0", "r1", "r2", "r3", "r12", "cc", "memory"));
}

#undef GENN_ARM_EIGHT
#undef GENN_ARM_END

/// As portable::eight_positions.
struct eight_positions {
  static constexpr bool in_pairs = false;

  template <class X>
  static GENN_ALWAYS_INLINE void turn(const X* x, index_t channels, index_t count, index_t band,
                                      void* inputs) {
    if constexpr (sizeof(X) == 1)
      turn_bytes(x, channels, count, band, static_cast<std::int16_t*>(inputs));
    else
      portable::eight_positions::turn(x, channels, count, band, inputs);
  }
  template <class Y, class F>
  static GENN_ALWAYS_INLINE void compute(const portable::sparse_row<Y>& row, const F& f) {
    portable::sum_and_end<eight_positions>(row, f);
  }
  static GENN_ALWAYS_INLINE void compute(
      const portable::sparse_row<std::int8_t>& row,
      const reference::rescale_by_channel<flash_view<int16>, reference::ending::rounded>& f) {
    compute_rounded(row, f);
  }
  static GENN_ALWAYS_INLINE void compute(
      const portable::sparse_row<std::int16_t>& row,
      const reference::rescale_by_shift<reference::ending::rounded>& f) {
    compute_rounded(row, f);
  }

  static GENN_NOINLINE void sum(const kept_weight* first, const kept_weight*, const void* inputs,
                                index_t count, std::int32_t bias, std::int32_t* sums) {
    positions_state state{first, inputs, sums, sums + count, bias};
    sum_positions(state);
  }

 private:
  template <class Y, class F>
  static GENN_NOINLINE void compute_rounded(const portable::sparse_row<Y>& row, const F& f) {
    const factors factor = factors_of(f);
    if (factor.doublings > 0) return portable::sum_and_end<eight_positions>(row, of_any(f));
    const rounded_end end{factor[row.output], f.how.zero(), f.how.low, f.how.high};
    index_t done = 0;
    if constexpr (sizeof(Y) == 1) {
      if (end.low == -128 && end.high == 127) done = row.count & -positions_at_once;
      ended_state state{row.first, row.inputs, row.bias, std::int32_t(done / positions_at_once),
                        row.y,     end.factor, end.zero, std::int32_t(row.pitch)};
      if (done > 0) end_positions(state);
    }
    if (done < row.count) portable::sum_and_end<eight_positions>(row.behind(done), end);
  }
  // Four channels of two positions at a time.
  static GENN_NOINLINE void turn_bytes(const std::int8_t* x, index_t channels, index_t count,
                                       index_t band, std::int16_t* to) {
    const index_t fours = channels & ~index_t{3}, twos = count & ~index_t{1};
    for (index_t p = 0; p < twos; p += 2) {
      const std::int8_t *a = x + p * channels, *b = a + channels;
      std::int16_t* y = to + p;
      for (index_t c = 0; c < fours; c += 4, a += 4, b += 4) {
        const word first = load_word(a), second = load_word(b);
        const word even[] = {even_bytes(first), even_bytes(second)};
        const word odd[] = {odd_bytes(first), odd_bytes(second)};
        store_word(y, (even[0] & 0xffffu) | even[1] << 16);
        y += band;
        store_word(y, (odd[0] & 0xffffu) | odd[1] << 16);
        y += band;
        store_word(y, even[0] >> 16 | (even[1] & 0xffff0000u));
        y += band;
        store_word(y, odd[0] >> 16 | (odd[1] & 0xffff0000u));
        y += band;
      }
    }
    turn_rest(x + fours, channels, fours, 0, twos, band, to + fours * band);
    turn_rest(x, channels, 0, twos, count, band, to);
    for (index_t p = count; p % positions_at_once != 0; ++p)
      for (index_t c = 0; c < channels; ++c) to[c * band + p] = 0;
  }
  // Channels from `first` on of positions [from, end); x and `to` begin at the first channel.
  static GENN_ALWAYS_INLINE void turn_rest(const std::int8_t* x, index_t channels, index_t first,
                                           index_t from, index_t end, index_t band,
                                           std::int16_t* to) {
    for (index_t c = first; c < channels; ++c, ++x, to += band)
      for (index_t p = from; p < end; ++p) to[p] = x[p * channels];
  }
};

}  // namespace kernels::armv7em

GENN_NAMESPACE_END

#include <genn/undef.hpp>

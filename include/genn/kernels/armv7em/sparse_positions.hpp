// SPDX-License-Identifier: BSL-1.0
// The inner loop of sparse pointwise convolutions on Armv7E-M: eight positions in registers,
// written down because no compiler keeps all of it in the fourteen.
#pragma once

#include <genn/kernels/armv7em/rounded_end.hpp>
#include <genn/kernels/armv7em/turned_bytes.hpp>
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

#undef GENN_ARM_EIGHT

/// As portable::eight_positions.
struct eight_positions {
  static constexpr bool in_pairs = false;

  template <class X>
  static GENN_ALWAYS_INLINE void turn(const X* x, index_t channels, index_t count, index_t band,
                                      void* inputs) {
    if constexpr (sizeof(X) == 1)
      armv7em::turn_bytes(x, channels, count, band, static_cast<std::int16_t*>(inputs));
    else
      portable::eight_positions::turn(x, channels, count, band, inputs);
  }
  template <class Y, class F>
  static GENN_ALWAYS_INLINE void compute(const portable::sparse_row<Y>& row, const F& f) {
    portable::sum_and_end<eight_positions>(row, f);
  }
  static GENN_ALWAYS_INLINE void compute(
      const portable::sparse_row<std::int16_t>& row,
      const reference::rescale_by_shift<reference::ending::rounded>& f) {
    const factors factor = factors_of(f);
    if (factor.doublings > 0) return portable::sum_and_end<eight_positions>(row, of_any(f));
    portable::sum_and_end<eight_positions>(
        row, rounded_end{factor[row.output], f.how.zero(), f.how.low, f.how.high});
  }

  static GENN_NOINLINE void sum(const kept_weight* first, const kept_weight*, const void* inputs,
                                index_t count, std::int32_t bias, std::int32_t* sums) {
    positions_state state{first, inputs, sums, sums + count, bias};
    sum_positions(state);
  }
};

}  // namespace kernels::armv7em

GENN_NAMESPACE_END

#include <genn/undef.hpp>

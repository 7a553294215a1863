// SPDX-License-Identifier: BSL-1.0
// From sums to results, four at once (MVE). VMULH gives the upper word of a product, so with the
// multiplier in the upper half of a word floor(sum * m / 2^16), exactly.
#pragma once

#include <genn/constants/constant.hpp>
#include <genn/kernels/portable/sums_layout.hpp>
#include <genn/kernels/reference/sum.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::armv81m {

/// What the loops walk over, and the numbers of the layer.
template <class Y, class Bias>
struct ends_state {
  const std::int32_t* sums;
  Y* y;
  const Bias* bias;
  const std::int16_t* multiplier;
  index_t windows, outputs;
  index_t step, pitch;  // step in sums, pitch in bytes
  std::int32_t rounding, left, low, high;
  std::int32_t bias_left;
};

// sums: r1 and r3, results: r2 and r0, biases r4, multipliers r5; the state: r12.
#define GENN_ARM_BEGIN                \
  ".syntax unified\n"                 \
  "push {r4-r11, lr}\n"               \
  "mov r12, r0\n"                     \
  "ldrd r3, r4, [r12, #40]\n"         \
  "vdup.32 q4, r3\n"                  \
  "vdup.32 q5, r4\n"                  \
  "ldrd r7, r8, [r12, #24]\n"         \
  "movs r0, #0\n"                     \
  "vidup.u32 q3, r0, #1\n"            \
  "vmul.i32 q3, q3, r7\n"             \
  "lsls r7, r7, #4\n"                 \
  "ldrd r1, r2, [r12]\n"              \
  "ldrd r11, r6, [r12, #16]\n"        \
  "ldrd r9, r10, [r12, #32]\n"        \
  "0:\n"                              \
  "mov r3, r1\n"                      \
  "mov r0, r2\n"                      \
  "ldrd r4, r5, [r12, #8]\n"          \
  "dlstp.32 lr, r6\n"                 \
  "1:\n"                              \
  "vldrw.u32 q0, [r3, q3, uxtw #2]\n" \
  "add r3, r3, r7\n"
#define GENN_ARM_END      \
  "vadd.i32 q0, q0, r9\n" \
  "vshl.s32 q0, r10\n"    \
  "vmax.s32 q0, q0, q4\n" \
  "vmin.s32 q0, q0, q5\n"
#define GENN_ARM_NEXT   \
  "letp lr, 1b\n"       \
  "adds r1, r1, #4\n"   \
  "add r2, r2, r8\n"    \
  "subs r11, r11, #1\n" \
  "bne 0b\n"            \
  "pop {r4-r11, lr}\n"

GENN_NOINLINE inline void end_all(const ends_state<std::int8_t, std::int32_t>& s) {
  [[maybe_unused]] const auto* const state = &s;
  GENN_ARM(volatile("mov r0, %0\n" GENN_ARM_BEGIN "vldrw.u32 q1, [r4], #16\n"
                    "vadd.i32 q0, q0, q1\n"
                    "vldrh.s32 q1, [r5], #8\n"
                    "vshl.i32 q1, q1, #16\n"
                    "vmulh.s32 q0, q0, q1\n" GENN_ARM_END
                    "vstrb.32 q0, [r0], #4\n" GENN_ARM_NEXT ::"r"(state)
                    : "r0", "r1", "r2", "r3", "r12", "cc", "memory", "q0", "q1", "q3", "q4", "q5"));
}
GENN_NOINLINE inline void end_all(const ends_state<std::int16_t, std::int16_t>& s) {
  [[maybe_unused]] const auto* const state = &s;
  GENN_ARM(volatile("mov r0, %0\n" GENN_ARM_BEGIN "ldr r5, [r12, #48]\n"
                    "vldrh.s32 q1, [r4], #8\n"
                    "vshl.s32 q1, r5\n"
                    "vadd.i32 q0, q0, q1\n" GENN_ARM_END
                    "vstrh.32 q0, [r0], #8\n" GENN_ARM_NEXT ::"r"(state)
                    : "r0", "r1", "r2", "r3", "r12", "cc", "memory", "q0", "q1", "q3", "q4", "q5"));
}

#undef GENN_ARM_BEGIN
#undef GENN_ARM_END
#undef GENN_ARM_NEXT

/// As portable::end_sums, where it can: true.
template <class B, class Y, class F>
GENN_ALWAYS_INLINE bool end_sums(const std::int32_t*, const portable::sums_layout&, const B&,
                                 index_t, Y*, const F&) {
  return false;
}
template <reference::ending Known>
GENN_ALWAYS_INLINE bool end_sums(const std::int32_t* sums, const portable::sums_layout& layout,
                                 const flash_view<int32>& bias, index_t first, std::int8_t* y,
                                 const reference::rescale_by_channel<flash_view<int16>, Known>& f) {
  const rescaling& how = f.how;
  if (how.left > 0 || how.reach > 0) return false;
  end_all(ends_state<std::int8_t, std::int32_t>{
      sums, y, bias.data + first, f.multiplier.data + first, layout.windows, layout.outputs,
      layout.step, layout.pitch, how.rounding, -how.shift, how.low, how.high, 0});
  return true;
}
template <reference::ending Known>
GENN_ALWAYS_INLINE bool end_sums(const std::int32_t* sums, const portable::sums_layout& layout,
                                 const reference::shifted_bias<flash_view<int16>>& bias,
                                 index_t first, std::int16_t* y,
                                 const reference::rescale_by_shift<Known>& f) {
  const rescaling& how = f.how;
  end_all(ends_state<std::int16_t, std::int16_t>{
      sums, y, bias.bias.data + first, nullptr, layout.windows, layout.outputs, layout.step,
      layout.pitch * index_t{sizeof(std::int16_t)}, how.rounding, -how.shift, how.low, how.high,
      bias.shift});
  return true;
}

}  // namespace kernels::armv81m

GENN_NAMESPACE_END

#include <genn/undef.hpp>

// SPDX-License-Identifier: BSL-1.0
// A linear layer of one vector of integers, four outputs at once (MVE).
#pragma once

#include <genn/kernels/portable/end_sums.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::armv81m {

/// One vector, four rows of weights, their sums.
template <class X>
struct vector_state {
  const X* w[4];
  const X* x;
  index_t inputs;
  std::int32_t* sums;
};

#define GENN_ARM_ROWS(bits, load)        \
  ".syntax unified\n"                    \
  "push {r4-r9, lr}\n"                   \
  "ldrd r1, r3, [r0]\n"                  \
  "ldrd r5, r7, [r0, #8]\n"              \
  "ldrd r9, r12, [r0, #16]\n"            \
  "mov r8, r0\n"                         \
  "movs r0, #0\n"                        \
  "movs r2, #0\n"                        \
  "movs r4, #0\n"                        \
  "movs r6, #0\n"                        \
  "dlstp." bits                          \
  " lr, r12\n"                           \
  "1:\n" load " q0, [r9], #16\n" load    \
  " q1, [r1], #16\n"                     \
  "vmladava.s" bits " r0, q0, q1\n" load \
  " q2, [r3], #16\n"                     \
  "vmladava.s" bits " r2, q0, q2\n" load \
  " q1, [r5], #16\n"                     \
  "vmladava.s" bits " r4, q0, q1\n" load \
  " q2, [r7], #16\n"                     \
  "vmladava.s" bits                      \
  " r6, q0, q2\n"                        \
  "letp lr, 1b\n"                        \
  "ldr r1, [r8, #24]\n"                  \
  "stm r1, {r0, r2, r4, r6}\n"           \
  "pop {r4-r9, lr}\n"

GENN_NOINLINE inline void multiply_four(const vector_state<std::int8_t>& s) {
  [[maybe_unused]] const auto* const state = &s;
  GENN_ARM(volatile("mov r0, %0\n" GENN_ARM_ROWS("8", "vldrb.8")::"r"(state)
                    : "r0", "r1", "r2", "r3", "r12", "cc", "memory", "q0", "q1", "q2"));
}
GENN_NOINLINE inline void multiply_four(const vector_state<std::int16_t>& s) {
  [[maybe_unused]] const auto* const state = &s;
  GENN_ARM(volatile("mov r0, %0\n" GENN_ARM_ROWS("16", "vldrh.16")::"r"(state)
                    : "r0", "r1", "r2", "r3", "r12", "cc", "memory", "q0", "q1", "q2"));
}

#undef GENN_ARM_ROWS

/// As portable::integer_contract.
template <class X, class W, class B, class Y, class F>
GENN_ALWAYS_INLINE void integer_contract(index_t inputs, index_t outputs, const X* x, const W* w,
                                         B bias, Y* y, const F& f) {
  constexpr index_t rows = 4;
  for (index_t first = 0; first < outputs; first += portable::outputs_at_once) {
    const index_t left = outputs - first;
    const index_t count = left < portable::outputs_at_once ? left : portable::outputs_at_once;
    std::int32_t sums[portable::outputs_at_once];
    for (index_t o = 0; o < count; o += rows, w += rows * inputs) {
      vector_state<X> state{{w, w, w, w}, x, inputs, sums + o};
      // Rows that are not there: the first.
      for (index_t r = 1; r < rows && o + r < count; ++r) state.w[r] = w + r * inputs;
      multiply_four(state);
    }
    portable::end_sums(sums, {1, 1, count, 0}, bias, first, y + first, f);
  }
}

}  // namespace kernels::armv81m

GENN_NAMESPACE_END

#include <genn/undef.hpp>

// SPDX-License-Identifier: BSL-1.0
// One vector of floats times a matrix, sixteen outputs at once, on Cortex-M with single registers.
// Inputs are loaded for twice as many products as in float_products.hpp. VMLA rounds twice: these
// are the bits of the reference kernels.
#pragma once

#include <genn/functions/activation.hpp>
#include <genn/kernels/portable/vector.hpp>
#include <genn/kernels/reference/contract.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::armv7em {

inline constexpr index_t outputs_of_vector = 16;

/// What the loops walk over, lengths in bytes.
struct vector_of_floats {
  index_t pitch;  // from behind half of a tap's weights to the next tap's
  const f32::stored* bias;
  float* y;
  index_t fours, rest;  // inputs
  index_t blocks;       // of sixteen outputs
  const float* x;
  const f32::stored* w;
  index_t bias_step;
};

#define GENN_ARM_TAP(x)     \
  "vldmia r3!, {s24-s31}\n" \
  "vmla.f32 s0, s24, " x    \
  "\n"                      \
  "vmla.f32 s1, s25, " x    \
  "\n"                      \
  "vmla.f32 s2, s26, " x    \
  "\n"                      \
  "vmla.f32 s3, s27, " x    \
  "\n"                      \
  "vmla.f32 s4, s28, " x    \
  "\n"                      \
  "vmla.f32 s5, s29, " x    \
  "\n"                      \
  "vmla.f32 s6, s30, " x    \
  "\n"                      \
  "vmla.f32 s7, s31, " x    \
  "\n"                      \
  "vldmia r3, {s24-s31}\n"  \
  "vmla.f32 s8, s24, " x    \
  "\n"                      \
  "vmla.f32 s9, s25, " x    \
  "\n"                      \
  "vmla.f32 s10, s26, " x   \
  "\n"                      \
  "vmla.f32 s11, s27, " x   \
  "\n"                      \
  "vmla.f32 s12, s28, " x   \
  "\n"                      \
  "vmla.f32 s13, s29, " x   \
  "\n"                      \
  "vmla.f32 s14, s30, " x   \
  "\n"                      \
  "vmla.f32 s15, s31, " x   \
  "\n"                      \
  "add r3, r3, r4\n"

/// Computes all blocks.
GENN_NOINLINE inline void multiply_vector(const vector_of_floats& s) {
  [[maybe_unused]] const vector_of_floats* const state = &s;
  GENN_ARM(
      volatile(".syntax unified\n"
               "mov r0, %0\n"
               "push {r4-r11, lr}\n"
               "ldr r2, [r0, #32]\n"
               "ldm r0, {r4-r11}\n"
               "0:\n"
               "vldmia r5, {s0-s7}\n"
               "add r3, r5, #32\n"
               "vldmia r3, {s8-s15}\n"
               "add r5, r5, r2\n"
               "mov r1, r10\n"
               "mov r3, r11\n"
               "movs r0, r7\n"
               "beq 2f\n"
               "1:\n"
               "vldmia r1!, {s16-s19}\n" GENN_ARM_TAP("s16") GENN_ARM_TAP("s17") GENN_ARM_TAP("s18")
                   GENN_ARM_TAP("s19") "subs r0, r0, #1\n"
                                       "bne 1b\n"
                                       "2:\n"
                                       "movs r0, r8\n"
                                       "beq 4f\n"
                                       "3:\n"
                                       "vldmia r1!, {s16}\n" GENN_ARM_TAP(
                                           "s16") "subs r0, r0, #1\n"
                                                  "bne 3b\n"
                                                  "4:\n"
                                                  "vstmia r6!, {s0-s15}\n"
                                                  "add r11, r11, #64\n"
                                                  "subs r9, r9, #1\n"
                                                  "bne 0b\n"
                                                  "pop {r4-r11, lr}\n" ::"r"(state)
               : "r0", "r1", "r2", "r3", "r12", "cc", "memory", "s0", "s1", "s2", "s3", "s4", "s5",
                 "s6", "s7", "s8", "s9", "s10", "s11", "s12", "s13", "s14", "s15", "s16", "s17",
                 "s18", "s19", "s24", "s25", "s26", "s27", "s28", "s29", "s30", "s31"));
}

#undef GENN_ARM_TAP

/// The biases of sixteen outputs, and how far those of the next lie behind them.
GENN_ALWAYS_INLINE void set_biases(vector_of_floats& s, flash_view<f32> bias) {
  s.bias = bias.data;
  s.bias_step = outputs_of_vector * index_t{sizeof(float)};
}
GENN_ALWAYS_INLINE void set_biases(vector_of_floats& s, reference::zero_bias) {
  static constexpr f32::stored zeros[outputs_of_vector] = {};
  s.bias = zeros;
  s.bias_step = 0;
}

/// Outputs of one vector, weights tap-major, in blocks: as many as there are whole ones, which it
/// returns.
template <class B, class F>
GENN_ALWAYS_INLINE index_t contract_blocks(const contract_sizes& n, const float* x,
                                           const f32::stored* w, B bias, float* y, F f) {
  const index_t outputs = n.outputs / outputs_of_vector * outputs_of_vector;
  if (outputs == 0) return 0;
  vector_of_floats state{};
  state.pitch = n.outputs * index_t{sizeof(float)} - 32;
  state.y = y;
  state.fours = n.inputs / 4;
  state.rest = n.inputs % 4;
  state.blocks = n.outputs / outputs_of_vector;
  state.x = x;
  state.w = w;
  set_biases(state, bias);
  multiply_vector(state);
  if constexpr (!std::is_same_v<F, identity>)
    for (index_t o = 0; o < outputs; ++o) y[o] = f(y[o]);
  return outputs;
}

}  // namespace kernels::armv7em

GENN_NAMESPACE_END

#include <genn/undef.hpp>

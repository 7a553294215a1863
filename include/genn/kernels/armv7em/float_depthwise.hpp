// SPDX-License-Identifier: BSL-1.0
// Eight channels of a depthwise window of floats on Cortex-M: a VLDM for eight inputs, one for
// eight weights.
#pragma once

#include <genn/kernels/armv7em/float_pixels.hpp>
#include <genn/kernels/portable/depthwise_by_eights.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::armv7em {

struct eight_channels {
  static GENN_NOINLINE void sum(const portable::eight_channels_state& s) {
    [[maybe_unused]] const portable::eight_channels_state* const state = &s;
    GENN_ARM(
        volatile("mov r0, %0\n"
                 ".syntax unified\n"
                 "push {r4-r9, lr}\n"
                 "ldm r0!, {r1-r5}\n"
                 "vldmia r3, {s0-s7}\n"
                 "ldm r0, {r6-r9, r12}\n"
                 "0:\n"
                 "mov r3, r5\n"
                 "1:\n"
                 "vldmia r1, {s8-s15}\n"
                 "add r1, r1, r6\n"
                 "vldmia r2, {s16-s23}\n"
                 "add r2, r2, r7\n"
                 "vmla.f32 s0, s8, s16\n"
                 "vmla.f32 s1, s9, s17\n"
                 "vmla.f32 s2, s10, s18\n"
                 "vmla.f32 s3, s11, s19\n"
                 "vmla.f32 s4, s12, s20\n"
                 "vmla.f32 s5, s13, s21\n"
                 "vmla.f32 s6, s14, s22\n"
                 "vmla.f32 s7, s15, s23\n"
                 "subs r3, r3, #1\n"
                 "bne 1b\n"
                 "add r1, r1, r8\n"
                 "add r2, r2, r9\n"
                 "subs r4, r4, #1\n"
                 "bne 0b\n"
                 "vstmia r12, {s0-s7}\n"
                 "pop {r4-r9, lr}\n" ::"r"(state)
                 : "r0", "r1", "r2", "r3", "r12", "cc", "memory", "s0", "s1", "s2", "s3", "s4",
                   "s5", "s6", "s7", "s8", "s9", "s10", "s11", "s12", "s13", "s14", "s15", "s16",
                   "s17", "s18", "s19", "s20", "s21", "s22", "s23"));
  }

  template <class F>
  static GENN_ALWAYS_INLINE void end(float* y, F f) {
    end_eight(y, f);
  }
};

}  // namespace kernels::armv7em

GENN_NAMESPACE_END

#include <genn/undef.hpp>

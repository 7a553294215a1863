// SPDX-License-Identifier: BSL-1.0
// Eight channels of a depthwise window of floats with MVE.
#pragma once

#include <genn/kernels/armv81m/float_pixels.hpp>
#include <genn/kernels/portable/depthwise_by_eights.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::armv81m {

struct eight_channels {
  static GENN_NOINLINE void sum(const portable::eight_channels_state& s) {
    [[maybe_unused]] const portable::eight_channels_state* const state = &s;
    GENN_ARM(
        volatile("mov r0, %0\n"
                 ".syntax unified\n"
                 "push {r4-r9, lr}\n"
                 "ldm r0!, {r1-r5}\n"
                 "vldrw.u32 q0, [r3]\n"
                 "vldrw.u32 q1, [r3, #16]\n"
                 "ldm r0, {r6-r9, r12}\n"
                 "0:\n"
                 "dls lr, r5\n"
                 "1:\n"
                 "vldrw.u32 q2, [r1]\n"
                 "vldrw.u32 q3, [r2]\n"
                 "vfma.f32 q0, q2, q3\n"
                 "vldrw.u32 q2, [r1, #16]\n"
                 "vldrw.u32 q3, [r2, #16]\n"
                 "vfma.f32 q1, q2, q3\n"
                 "add r1, r1, r6\n"
                 "add r2, r2, r7\n"
                 "le lr, 1b\n"
                 "add r1, r1, r8\n"
                 "add r2, r2, r9\n"
                 "subs r4, r4, #1\n"
                 "bne 0b\n"
                 "vstrw.32 q0, [r12]\n"
                 "vstrw.32 q1, [r12, #16]\n"
                 "pop {r4-r9, lr}\n" ::"r"(state)
                 : "r0", "r1", "r2", "r3", "r12", "cc", "memory", "q0", "q1", "q2", "q3"));
  }

  template <class F>
  static GENN_ALWAYS_INLINE void end(float* y, F f) {
    end_eight(y, f);
  }
};

}  // namespace kernels::armv81m

GENN_NAMESPACE_END

#include <genn/undef.hpp>

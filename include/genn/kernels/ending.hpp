// SPDX-License-Identifier: BSL-1.0
// How this machine's kernels end the sums of a layer, chosen by its rescaling.
#pragma once

#include <genn/kernels/reference/sum.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels {

constexpr reference::ending ending_with_multiplier(const rescaling& how) {
  if (GENN_HAS_DSP)
    return how.rounds_with_multiplier() ? reference::ending::rounded : reference::ending::any;
  if (how.low == -128 && how.high == 127) return reference::ending::whole_byte;
  return reference::ending::any;
}

constexpr reference::ending ending_without_multiplier(const rescaling& how) {
  if (GENN_HAS_DSP && how.rounds_without_multiplier()) return reference::ending::rounded;
  return reference::ending::any;
}

}  // namespace kernels

GENN_NAMESPACE_END

#include <genn/undef.hpp>

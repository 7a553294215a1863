// SPDX-License-Identifier: BSL-1.0
// How this machine's kernels end the sums of a layer, chosen by its rescaling.
#pragma once

#include <genn/kernels/reference/sum.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels {

/// Whether a scaled sum can saturate at 16 bits before its rounding is added and it is shifted, in
/// 16 bits, too: what is beyond them saturates in the end.
constexpr bool ends_in_halves(const rescaling& how) {
  constexpr std::int32_t most = 32767, least = -32768;
  if (how.shift > 7 || how.left > 0 || how.reach > 0) return false;
  const std::int32_t unit = std::int32_t{1} << how.shift;
  return how.rounding >= how.high * unit - most && how.rounding < (how.low + 1) * unit - least;
}

constexpr reference::ending ending_with_multiplier(const rescaling& how) {
  if (GENN_HAS_DSP && !GENN_HAS_MVE)
    return how.rounds_with_multiplier() ? reference::ending::rounded : reference::ending::any;
  if (how.low != -128 || how.high != 127) return reference::ending::any;
  return GENN_INTEGER_BYTES > 0 && ends_in_halves(how) ? reference::ending::byte_in_halves
                                                       : reference::ending::whole_byte;
}

constexpr reference::ending ending_without_multiplier(const rescaling& how) {
  if (GENN_HAS_DSP && !GENN_HAS_MVE && how.rounds_without_multiplier())
    return reference::ending::rounded;
  return reference::ending::any;
}

/// The same end, for kernels that are one for all.
template <class M, reference::ending Known>
constexpr reference::rescale_by_channel<M> of_any(
    const reference::rescale_by_channel<M, Known>& f) {
  return {f.how, f.multiplier};
}
template <reference::ending Known>
constexpr reference::rescale_by_shift<> of_any(const reference::rescale_by_shift<Known>& f) {
  return {f.how};
}
template <class F>
constexpr F of_any(const F& f) {
  return f;
}

}  // namespace kernels

GENN_NAMESPACE_END

#include <genn/undef.hpp>

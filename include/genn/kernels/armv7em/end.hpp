// SPDX-License-Identifier: BSL-1.0
// The ends of integer sums with the instructions of Armv7E-M: the same bits as those of
// kernels/reference/sum.hpp.
#pragma once

#include <genn/kernels/reference/sum.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::armv7em {

/// added + floor(sum * m / 2^16)
GENN_ALWAYS_INLINE std::int32_t add_scaled(std::int32_t sum, std::int32_t m, std::int32_t added) {
  GENN_ARM(("smlawb %0, %1, %2, %0" : "+r"(added) : "r"(sum), "r"(m)));
  return added;
}
GENN_ALWAYS_INLINE std::int32_t saturated_to_byte(std::int32_t x) {
  GENN_ARM(("ssat %0, #8, %1" : "=r"(x) : "r"(x)));
  return x;
}

template <class M, bool Shifts, bool Whole>
struct rescale {
  reference::rescale_by_channel<M, Shifts, Whole> end;
  GENN_ALWAYS_INLINE std::int32_t operator()(std::int32_t sum, index_t output) const {
    const rescaling& how = end.how;
    if constexpr (Shifts) {
      if (how.reach > 0) sum = clamped(sum, -how.reach, how.reach);
      sum *= std::int32_t{1} << how.left;
    }
    const std::int32_t m = std::int32_t(end.multiplier[output]);
    const std::int32_t result = shifted_right(add_scaled(sum, m, how.rounding), how.shift);
    if constexpr (Whole) return saturated_to_byte(result);
    return clamped(result, how.low, how.high);
  }
};

template <class M, bool Shifts, bool Whole>
constexpr auto with_instructions(const reference::rescale_by_channel<M, Shifts, Whole>& f) {
  return rescale<M, Shifts, Whole>{f};
}
template <class F>
constexpr F with_instructions(const F& f) {
  return f;
}

}  // namespace kernels::armv7em

GENN_NAMESPACE_END

#include <genn/undef.hpp>

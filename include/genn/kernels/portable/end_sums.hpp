// SPDX-License-Identifier: BSL-1.0
// From the sums of some outputs to results: apart from the loops that sum, whose registers it does
// not need, and once for all of them.
#pragma once

#include <genn/kernels/armv7em/words.hpp>
#include <genn/kernels/reference/sum.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::portable {

/// Outputs whose sums are kept at once.
inline constexpr index_t outputs_at_once = 16;

/// An end without the case that few layers have: sums that saturate before they are shifted.
template <class M, bool Whole>
struct plain_rescale {
  std::int32_t left, rounding, shift, low, high;
  M multiplier;
  GENN_ALWAYS_INLINE std::int32_t operator()(std::int32_t sum, index_t output) const {
    const std::int32_t m = std::int32_t(multiplier[output]);
    sum *= std::int32_t{1} << left;
    if constexpr (GENN_HAS_DSP) {
      const std::int32_t result = shifted_right(armv7em::add_scaled(sum, m, rounding), shift);
      if constexpr (Whole) return armv7em::saturated_to_byte(result);
      return clamped(result, low, high);
    } else {
      const std::int32_t result = shifted_right(scaled(sum, m) + rounding, shift);
      if constexpr (Whole) return clamped(result, -128, 127);
      return clamped(result, low, high);
    }
  }
};

/// y[i] = f(bias + sum) for outputs [first, first + count), whose sums lie Step apart.
template <index_t Step, class B, class Y, class F>
GENN_ALWAYS_INLINE void end_each(const std::int32_t* sums, B bias, index_t first, index_t count,
                                 Y* y, F f) {
  for (index_t o = first; o < first + count; ++o, sums += Step)
    *y++ = static_cast<Y>(reference::finish(f, *sums + bias[o], o));
}

template <index_t Step, class B, class Y, class M, bool Whole>
GENN_NOINLINE void end_sums(const std::int32_t* sums, const B& bias, index_t first, index_t count,
                            Y* y, const reference::rescale_by_channel<M, Whole>& f) {
  const rescaling& how = f.how;
  if (how.reach > 0)
    end_each<Step>(sums, bias, first, count, y, f);
  else
    end_each<Step>(sums, bias, first, count, y,
                   plain_rescale<M, Whole>{how.left, how.rounding, how.shift, how.low, how.high,
                                           f.multiplier});
}
template <index_t Step, class B, class Y, class F>
GENN_NOINLINE void end_sums(const std::int32_t* sums, const B& bias, index_t first, index_t count,
                            Y* y, const F& f) {
  end_each<Step>(sums, bias, first, count, y, f);
}

}  // namespace kernels::portable

GENN_NAMESPACE_END

#include <genn/undef.hpp>

// SPDX-License-Identifier: BSL-1.0
// Ends of sums on Armv7E-M that are the rounded upper half of one product, SMMLAR, and saturate to
// their type. What is narrower than the type is limited behind that, a run of results at once.
#pragma once

#include <genn/constants/constant.hpp>
#include <genn/kernels/armv7em/words.hpp>
#include <genn/kernels/portable/copy_run.hpp>
#include <genn/kernels/reference/sum.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::armv7em {

/// The factors of channels, of 2^32: multipliers where they lie in flash, or one for all, shifted
/// left by `places`. Where 31 bits do not hold that, sums are doubled first, and saturate: so do
/// their results.
struct factors {
  const int16::stored* multipliers;
  std::int32_t places, doublings;
  GENN_ALWAYS_INLINE factors(const int16::stored* of_channels, std::int32_t all_places,
                             std::int32_t most)
      : multipliers(of_channels),
        places(all_places < most ? all_places : most),
        doublings(all_places - places) {}
  GENN_ALWAYS_INLINE std::int32_t operator[](index_t channel) const {
    const std::int32_t m = multipliers == nullptr ? 1 : multipliers[channel];
    return m << places;
  }
};
GENN_ALWAYS_INLINE factors
factors_of(const reference::rescale_by_channel<flash_view<int16>, reference::ending::rounded>& f) {
  return {f.multiplier.data, f.how.places_with_multiplier(), 16};
}
GENN_ALWAYS_INLINE factors
factors_of(const reference::rescale_by_shift<reference::ending::rounded>& f) {
  return {nullptr, f.how.places_without_multiplier(), 30};
}

/// A rounded end of one output.
struct rounded_end {
  std::int32_t factor, zero, low, high;
  GENN_ALWAYS_INLINE std::int32_t operator()(std::int32_t sum) const {
    return clamped(add_rounded(sum, factor, zero), low, high);
  }
};

/// Biases where they lie in flash, `step` bytes apart, shifted left by `shift`.
struct biases {
  const void* first;
  index_t step;
  std::int32_t shift;
  GENN_ALWAYS_INLINE std::int32_t operator[](index_t output) const {
    if (step == 0) return 0;
    const std::int32_t bias = step == 2 ? static_cast<const int16::stored*>(first)[output]
                                        : static_cast<const int32::stored*>(first)[output];
    return bias * (std::int32_t{1} << shift);
  }
};
inline constexpr std::int32_t no_bias = 0;
GENN_ALWAYS_INLINE biases biases_of(flash_view<int32> b) { return {b.data, 4, 0}; }
GENN_ALWAYS_INLINE biases biases_of(const reference::shifted_bias<flash_view<int16>>& b) {
  return {b.bias.data, 2, b.shift};
}
GENN_ALWAYS_INLINE biases biases_of(reference::no_sum<std::int32_t>) { return {&no_bias, 0, 0}; }

/// Limits results that have the range of their type.
template <class Y>
GENN_NOINLINE void limit_run(Y* y, index_t count, std::int32_t low, std::int32_t high) {
  const word lowest = portable::word_of(Y(low)).bits, highest = portable::word_of(Y(high)).bits;
  constexpr index_t each = index_t{4 / sizeof(Y)};
  for (; count >= each; count -= each, y += each)
    store_word(y, smaller<Y>(larger<Y>(load_word(y), lowest), highest));
  for (; count > 0; --count, ++y) *y = Y(clamped(*y, low, high));
}
template <class Y>
GENN_ALWAYS_INLINE void limit_results(Y* y, index_t count, const rescaling& how) {
  constexpr std::int32_t bits = 8 * sizeof(Y);
  if (how.low > -(1 << (bits - 1)) || how.high < (1 << (bits - 1)) - 1)
    limit_run(y, count, how.low, how.high);
}

}  // namespace kernels::armv7em

GENN_NAMESPACE_END

#include <genn/undef.hpp>

// SPDX-License-Identifier: BSL-1.0
// From the sums of some outputs to results: apart from the loops that sum, whose registers it does
// not need, and once for all of them.
#pragma once

#include <genn/constants/constant.hpp>
#include <genn/kernels/armv6m/end_pairs.hpp>
#include <genn/kernels/armv7em/words.hpp>
#include <genn/kernels/armv81m/end_sums.hpp>
#include <genn/kernels/portable/sums_layout.hpp>
#include <genn/kernels/reference/sum.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::portable {

/// Outputs whose sums are kept at once.
inline constexpr index_t outputs_at_once = 16;

/// Of what is read by index, from `first` on.
template <class Element>
GENN_ALWAYS_INLINE flash_view<Element> behind(flash_view<Element> view, index_t first) {
  return {view.data + first};
}
template <class Sum>
GENN_ALWAYS_INLINE reference::no_sum<Sum> behind(reference::no_sum<Sum> none, index_t) {
  return none;
}
template <class B>
GENN_ALWAYS_INLINE reference::shifted_bias<B> behind(reference::shifted_bias<B> bias,
                                                     index_t first) {
  return {behind(bias.bias, first), bias.shift};
}

/// y[i] = f(bias + sum), i counted from the first output.
template <class B, class Y, class F>
GENN_ALWAYS_INLINE void end_each(const std::int32_t* sums, const sums_layout& layout, B bias, Y* y,
                                 F f) {
  const index_t step = layout.step, outputs = layout.outputs, pitch = layout.pitch;
  for (index_t left = layout.windows; left > 0; --left, ++sums, y += pitch) {
    const std::int32_t* sum = sums;
    for (index_t i = 0; i < outputs; ++i, sum += step)
      y[i] = static_cast<Y>(reference::finish(f, *sum + bias[i], i));
  }
}

/// rescaling::with_multiplier where sums are not shifted left, as in most layers.
template <class M, reference::ending Known>
struct plain_rescale {
  std::int32_t rounding, shift, low, high;
  M multiplier;
  GENN_ALWAYS_INLINE std::int32_t operator()(std::int32_t sum, index_t output) const {
    const std::int32_t m = std::int32_t(multiplier[output]);
    const std::int32_t product =
        GENN_HAS_DSP ? armv7em::add_scaled(sum, m, rounding) : scaled(sum, m) + rounding;
    const std::int32_t result = shifted_right(product, shift);
    if constexpr (Known != reference::ending::whole_byte) return clamped(result, low, high);
    return result == std::int8_t(result) ? result : result < 0 ? -128 : 127;
  }
};

/// Whether sums end in a loop of Armv6-M.
template <class B, reference::ending Known>
inline constexpr bool ends_pairs =
    GENN_HAS_ARMV6M&& Known == reference::ending::whole_byte&& std::is_same_v<B, flash_view<int32>>;

/// Results of outputs from `first` on, the first of which is *y.
template <class B, class Y, class M, reference::ending Known>
GENN_NOINLINE void end_sums(const std::int32_t* sums, const sums_layout& layout, const B& bias,
                            index_t first, Y* y, const reference::rescale_by_channel<M, Known>& f) {
  if constexpr (GENN_HAS_MVE)
    if (armv81m::end_sums(sums, layout, bias, first, y, f)) return;
  const rescaling& how = f.how;
  const B biases = behind(bias, first);
  const M multipliers = behind(f.multiplier, first);
  if (GENN_IS_SMALL || Known == reference::ending::rounded || how.left > 0 || how.reach > 0)
    end_each(sums, layout, biases, y, reference::rescale_by_channel<M, Known>{how, multipliers});
  else if constexpr (ends_pairs<B, Known>)
    armv6m::end_pairs(sums, layout.step * layout.outputs, biases.data, multipliers.data, how, y,
                      layout.windows == 2 ? layout.pitch : 0);
  else
    end_each(sums, layout, biases, y,
             plain_rescale<M, Known>{how.rounding, how.shift, how.low, how.high, multipliers});
}
template <class B, class Y, class F>
GENN_NOINLINE void end_sums(const std::int32_t* sums, const sums_layout& layout, const B& bias,
                            index_t first, Y* y, const F& f) {
  if constexpr (GENN_HAS_MVE)
    if (armv81m::end_sums(sums, layout, bias, first, y, f)) return;
  end_each(sums, layout, behind(bias, first), y, F(f));
}

}  // namespace kernels::portable

GENN_NAMESPACE_END

#include <genn/undef.hpp>

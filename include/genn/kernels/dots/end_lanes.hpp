// SPDX-License-Identifier: BSL-1.0
// From the sums of some outputs side by side to results: reference::finish in vectors.
#pragma once

#include <genn/constants/constant.hpp>
#include <genn/kernels/dots/packing_results.hpp>
#include <genn/kernels/reference/sum.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::dots {

/// What ends the sums of the outputs from o on, from their biases to results.
template <index_t Lanes, class B, class F>
struct end_of_lanes;

#if GENN_INTEGER_BYTES > 0

/// Biases of outputs from o on.
template <index_t Lanes>
GENN_ALWAYS_INLINE words<Lanes> biases(flash_view<int32> bias, index_t o) {
  return load<std::int32_t, Lanes>(bias.data + o);
}
template <index_t Lanes>
GENN_ALWAYS_INLINE words<Lanes> biases(reference::no_sum<std::int32_t>, index_t) {
  return words<Lanes>{};
}
template <index_t Lanes, class B>
GENN_ALWAYS_INLINE words<Lanes> biases(reference::shifted_bias<B> bias, index_t o) {
  return load_words<Lanes>(bias.bias.data + o) << bias.shift;
}

template <index_t Lanes, class B, class Element, reference::ending Known>
struct end_of_lanes<Lanes, B, reference::rescale_by_channel<flash_view<Element>, Known>> {
  using function = reference::rescale_by_channel<flash_view<Element>, Known>;
  rescaling how;
  words<Lanes> bias, multiplier;

  GENN_ALWAYS_INLINE end_of_lanes(B from, const function& f, index_t o)
      : how(f.how),
        bias(biases<Lanes>(from, o)),
        multiplier(load_words<Lanes>(f.multiplier.data + o)) {}

  GENN_ALWAYS_INLINE words<Lanes> operator()(words<Lanes> sum) const {
    sum += bias;
    if (how.reach > 0) sum = clamped_lanes<Lanes>(sum, -how.reach, how.reach);
    sum <<= how.left;
    // The multiplier is a half of a word, the other half is 0.
    const words<Lanes> scaled =
        sums_of_two<Lanes>((halves<2 * Lanes>)sum, (halves<2 * Lanes>)(multiplier << 16)) +
        high_products<Lanes>((halves<2 * Lanes>)sum, (halves<2 * Lanes>)multiplier);
    return clamped_lanes<Lanes>((scaled + how.rounding) >> how.shift, how.low, how.high);
  }
};

template <index_t Lanes, class B, reference::ending Known>
struct end_of_lanes<Lanes, B, reference::rescale_by_shift<Known>> {
  rescaling how;
  words<Lanes> bias;

  GENN_ALWAYS_INLINE end_of_lanes(B from, const reference::rescale_by_shift<Known>& f, index_t o)
      : how(f.how), bias(biases<Lanes>(from, o)) {}

  GENN_ALWAYS_INLINE words<Lanes> operator()(words<Lanes> sum) const {
    return clamped_lanes<Lanes>((sum + bias + how.rounding) >> how.shift, how.low, how.high);
  }
};

#endif

}  // namespace kernels::dots

GENN_NAMESPACE_END

#include <genn/undef.hpp>

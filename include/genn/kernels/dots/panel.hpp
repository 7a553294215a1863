// SPDX-License-Identifier: BSL-1.0
// What ends in the same registers: the weights of some outputs as a unit multiplies them, with their
// biases and multipliers.
#pragma once

#include <genn/constants/constant.hpp>
#include <genn/kernels/dots/packing_results.hpp>
#include <genn/kernels/reference/sum.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::dots {

#if GENN_INTEGER_BYTES > 0

/// How sums end that have a multiplier each: it is a half of a word, the other half is 0.
template <index_t Lanes, index_t Vectors>
struct multipliers_of {
  words<Lanes> low[Vectors], high[Vectors];
};
template <index_t Lanes, index_t Vectors>
struct no_multipliers {};

template <class F>
inline constexpr bool has_multipliers = false;
template <class M, reference::ending Known>
inline constexpr bool has_multipliers<reference::rescale_by_channel<M, Known>> = true;

/// `Vectors` registers of outputs, `Steps` steps of weights.
template <class Unit, class F, index_t Vectors, index_t Steps>
struct panel {
  static constexpr index_t lanes = Unit::lanes, vectors = Vectors, outputs = lanes * Vectors;
  static constexpr index_t steps = Steps;
  words<lanes> weights[Steps][Vectors];
  words<lanes> bias[Vectors];
  std::conditional_t<has_multipliers<F>, multipliers_of<lanes, Vectors>,
                     no_multipliers<lanes, Vectors>>
      ends;

  /// Biases and multipliers of `count` outputs from `first` on; behind them, zeros.
  template <class B>
  GENN_ALWAYS_INLINE void put_ends(const B& biases, const F& f, index_t first, index_t count) {
    alignas(64) std::int32_t numbers[outputs], factors[outputs];
    for (index_t o = 0; o < outputs; ++o) {
      numbers[o] = o < count ? biases[first + o] : 0;
      if constexpr (has_multipliers<F>)
        factors[o] = o < count ? std::int32_t(f.multiplier[first + o]) : 0;
    }
    for (index_t v = 0; v < Vectors; ++v) {
      bias[v] = load<std::int32_t, lanes>(numbers + v * lanes);
      if constexpr (has_multipliers<F>) {
        ends.low[v] = load<std::int32_t, lanes>(factors + v * lanes);
        ends.high[v] = ends.low[v] << 16;
      }
    }
  }
};

/// Results of a panel's sums, before they are limited.
template <class Panel, class M, reference::ending Known>
GENN_ALWAYS_INLINE void end_words(words<Panel::lanes> (&sums)[Panel::vectors], const Panel& p,
                                  const reference::rescale_by_channel<M, Known>& f) {
  constexpr index_t lanes = Panel::lanes;
  if (f.how.left > 0 || f.how.reach > 0) {
    GENN_UNROLL
    for (words<lanes>& sum : sums) {
      if (f.how.reach > 0) sum = clamped_lanes<lanes>(sum, -f.how.reach, f.how.reach);
      sum <<= f.how.left;
    }
  }
  GENN_UNROLL
  for (index_t v = 0; v < Panel::vectors; ++v) {
    const auto sum = (halves<2 * lanes>)sums[v];
    const words<lanes> scaled = sums_of_two<lanes>(sum, (halves<2 * lanes>)p.ends.high[v]) +
                                high_products<lanes>(sum, (halves<2 * lanes>)p.ends.low[v]);
    sums[v] = (scaled + f.how.rounding) >> f.how.shift;
  }
}
template <class Panel, reference::ending Known>
GENN_ALWAYS_INLINE void end_words(words<Panel::lanes> (&sums)[Panel::vectors], const Panel&,
                                  const reference::rescale_by_shift<Known>& f) {
  GENN_UNROLL
  for (words<Panel::lanes>& sum : sums) sum = (sum + f.how.rounding) >> f.how.shift;
}

/// Stores the results of the first `count` outputs of a panel.
template <class Panel, class Y, class F>
GENN_ALWAYS_INLINE void store_results(Y* to, words<Panel::lanes> (&sums)[Panel::vectors],
                                      const Panel& p, index_t count, const F& f) {
  end_words(sums, p, f);
  constexpr bool whole = F::known == reference::ending::whole_byte;
  if (count == Panel::outputs) return store_packed<whole>(to, sums, f.how.low, f.how.high);
  alignas(64) Y all[std::size_t(Panel::outputs)];
  store_packed<whole>(all, sums, f.how.low, f.how.high);
  for (index_t i = 0; i < count; ++i) to[i] = all[i];
}

#endif

}  // namespace kernels::dots

GENN_NAMESPACE_END

#include <genn/undef.hpp>

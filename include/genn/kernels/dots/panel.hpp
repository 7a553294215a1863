// SPDX-License-Identifier: BSL-1.0
// What ends in the same registers: the weights of some outputs as a unit multiplies them, with
// their biases and multipliers.
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

  /// floor(sum * multiplier / 2^16)
  GENN_ALWAYS_INLINE words<Lanes> scaled(words<Lanes> sum, index_t v) const {
    words<Lanes> upper, lower;
    GENN_X86_MEMORY("pmaddwd", upper, sum, high[v]);
    GENN_X86_MEMORY("pmulhuw", lower, sum, low[v]);
    return upper + lower;
  }
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

/// Results of a panel's sums, before they are packed.
template <class Panel, class M, reference::ending Known>
GENN_ALWAYS_INLINE void end_words(words<Panel::lanes> (&sums)[Panel::vectors], const Panel& p,
                                  const reference::rescale_by_channel<M, Known>& f) {
  constexpr index_t lanes = Panel::lanes;
  constexpr bool in_halves = Known == reference::ending::byte_in_halves;
  if (!in_halves && (f.how.left > 0 || f.how.reach > 0)) {
    GENN_UNROLL
    for (words<lanes>& sum : sums) {
      if (f.how.reach > 0) sum = clamped_lanes<lanes>(sum, -f.how.reach, f.how.reach);
      sum <<= f.how.left;
    }
  }
  GENN_UNROLL
  for (index_t v = 0; v < Panel::vectors; ++v) {
    const words<lanes> scaled = p.ends.scaled(sums[v], v);
    sums[v] = in_halves ? scaled : (scaled + f.how.rounding) >> f.how.shift;
  }
}
template <class Panel, reference::ending Known>
GENN_ALWAYS_INLINE void end_words(words<Panel::lanes> (&sums)[Panel::vectors], const Panel&,
                                  const reference::rescale_by_shift<Known>& f) {
  GENN_UNROLL
  for (words<Panel::lanes>& sum : sums) sum = (sum + f.how.rounding) >> f.how.shift;
}

/// Whether results of two windows are packed together.
template <class Panel, class Y>
inline constexpr bool packs_two =
    Panel::lanes == 8 && Panel::vectors == 2 && std::is_same_v<Y, std::int8_t>;

/// Stores the results of `count` windows, `pitch` results apart: of the first `outputs` outputs of
/// a panel.
template <class Panel, class Y, class F, index_t Windows>
GENN_ALWAYS_INLINE void store_results(Y* to, index_t pitch,
                                      words<Panel::lanes> (&sums)[Windows][Panel::vectors],
                                      const Panel& p, index_t count, index_t outputs, const F& f) {
  const auto one = [&](index_t i) GENN_INLINED {
    if (i >= count) return;
    end_words(sums[i], p, f);
    Y* const y = to + i * pitch;
    if (outputs == Panel::outputs) return store_packed<F::known>(y, sums[i], f.how);
    alignas(64) Y all[std::size_t(Panel::outputs)];
    store_packed<F::known>(all, sums[i], f.how);
    for (index_t o = 0; o < outputs; ++o) y[o] = all[o];
  };
  constexpr index_t step = packs_two<Panel, Y> ? 2 : 1;
  GENN_UNROLL
  for (index_t i = 0; i + step <= Windows; i += step) {
    if constexpr (step == 2) {
      if (i + 1 < count && outputs == Panel::outputs) {
        end_words(sums[i], p, f);
        end_words(sums[i + 1], p, f);
        store_packed<F::known>(to + i * pitch, to + (i + 1) * pitch, sums[i], sums[i + 1], f.how);
        continue;
      }
      one(i + 1);
    }
    one(i);
  }
  if constexpr (Windows % step > 0) one(Windows - 1);
}

#endif

}  // namespace kernels::dots

GENN_NAMESPACE_END

#include <genn/undef.hpp>

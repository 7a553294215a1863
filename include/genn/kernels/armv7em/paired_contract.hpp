// SPDX-License-Identifier: BSL-1.0
// A linear layer of one vector of bytes over pairs of outputs, on Armv7E-M. Words of weights are
// read at addresses that are multiples of four: where the inputs are odd, every other pair begins
// between two, and meets a copy of the inputs with a zero in front.
#pragma once

#include <genn/kernels/armv7em/contract.hpp>
#include <genn/kernels/armv7em/pair_products.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::armv7em {

/// Four inputs as 16-bit integers. Returns sum + theirs.
GENN_ALWAYS_INLINE std::int32_t widen_four(const std::int8_t* from, std::int16_t* to,
                                           std::int32_t sum) {
  const word w = load_word(from), even = even_bytes(w), odd = odd_bytes(w);
  store_word(to, lower_halves(even, odd));
  store_word(to + 2, upper_halves(even, odd));
  return add_both(add_both(sum, even, 0x00010001), odd, 0x00010001);
}

/// Inputs as 16-bit integers, from `first` to `last`, multiples of four; those outside of the
/// `count` that there are as 0. Returns their sum.
GENN_NOINLINE inline std::int32_t widen_inputs(const std::int8_t* x, index_t count, index_t first,
                                               index_t last, std::int16_t* to) {
  std::int32_t sum = 0;
  while (first < last) {
    if (first >= 0 && first + 4 <= count) {
      const index_t inside = count < last ? count : last;
      const std::int8_t *from = x + first, *const end = from + ((inside - first) & -4);
      first += index_t(end - from);
      for (; from != end; from += 4, to += 4) sum = widen_four(from, to, sum);
    } else {
      std::int8_t some[4] = {};
      for (index_t i = 0; i < 4; ++i)
        if (first + i >= 0 && first + i < count) some[i] = x[first + i];
      sum = widen_four(some, to, sum);
      first += 4;
      to += 4;
    }
  }
  return sum;
}

/// sums[o] += the products of x and output o, `pairs` pairs; with `results`, of type Y, they become
/// results instead where no sum is kept in between.
template <class Y>
GENN_NOINLINE void add_all_pairs(const std::int8_t* x, index_t inputs, const std::int8_t* w,
                                 index_t pairs, std::int32_t* sums, const vector_results& results) {
  constexpr index_t most_at_once = inputs_at_once<std::int8_t>, sum_bytes = sizeof(std::int32_t);
  alignas(4) std::int16_t copy[most_at_once];
  const index_t alike = 1 + inputs % 2, pitch = alike * 2 * inputs;
  for (index_t r = 0; r < alike && r < pairs; ++r) {
    const index_t taps = (r + inputs + 1) / 2 * 2;
    for (index_t first = 0; first < taps; first += most_at_once) {
      const index_t left = taps - first, count = left < most_at_once ? left : most_at_once;
      const index_t units = count / 8, words = count % 8 / 2;
      const std::int32_t sum =
          widen_inputs(x, inputs, first - r, first - r + (count + 3) / 4 * 4, copy);
      pairs_state state;
      state.x = copy;
      state.many_end = copy + count;
      state.entered_round = (pair_units_at_once - units % pair_units_at_once) * pair_unit_bytes;
      state.entered = words > 0 ? (3 - words) * pair_word_bytes
                                : 3 * pair_word_bytes + pair_words_end + state.entered_round;
      state.moved = 128 * sum;
      state.sums = sums + 2 * r;
      state.results = results;
      if (count < left) state.results.y = nullptr;
      state.skip = pitch - 2 * count;
      state.step = 2 * alike * sum_bytes;
      state.sums_end = state.sums + (pairs - r + alike - 1) / alike * alike * 2;
      state.w = w + 2 * (r * inputs + first - r);
      add_pairs_of_outputs(state, Y{});
    }
  }
}

/// As small::paired_contract.
template <class B, class Y, class F>
GENN_ALWAYS_INLINE void paired_contract(index_t inputs, index_t outputs, const std::int8_t* x,
                                        const std::int8_t* w, B bias, Y* y, const F& f) {
  constexpr index_t most = 64;
  std::int32_t sums[most];
  const index_t paired = outputs & ~index_t{1};
  for (index_t first = 0, count; first < paired; first += count, w += count * inputs) {
    vector_results results = results_of(y, first, f);
    if (inputs % 2 != 0) results.y = nullptr;
    std::int32_t* at = sums;
    count = paired - first;
    if (results.y != nullptr && where_sums_lie(bias) != nullptr &&
        inputs <= inputs_at_once<std::int8_t>) {
      at = where_sums_lie(bias) + first;
    } else {
      if (count > most) count = most;
      for (index_t o = 0; o < count; ++o) sums[o] = bias[first + o];
    }
    add_all_pairs<Y>(x, inputs, w, count / 2, at, results);
    if (results.y != nullptr) continue;
    for (index_t o = 0; o < count; ++o)
      y[first + o] = static_cast<Y>(reference::finish(f, at[o], first + o));
  }
  if (paired < outputs) {
    std::int32_t sum = bias[paired];
    for (index_t i = 0; i < inputs; ++i) sum += std::int32_t{x[i]} * w[i];
    y[paired] = static_cast<Y>(reference::finish(f, sum, paired));
  }
  if constexpr (F::known == reference::ending::rounded) limit_results(y, outputs, f.how);
}

}  // namespace kernels::armv7em

GENN_NAMESPACE_END

#include <genn/undef.hpp>

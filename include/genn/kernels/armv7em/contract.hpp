// SPDX-License-Identifier: BSL-1.0
// A linear layer of one vector of integers, four outputs at once.
#pragma once

#include <genn/kernels/armv7em/words.hpp>
#include <genn/kernels/portable/integer_contract.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::armv7em {

/// sum + the products of four bytes, the inputs widened.
struct four_bytes {
  word even, odd;
  explicit GENN_ALWAYS_INLINE four_bytes(const std::int8_t* x)
      : even(even_bytes(load_word(x))), odd(odd_bytes(load_word(x))) {}
  GENN_ALWAYS_INLINE std::int32_t add(std::int32_t sum, const std::int8_t* w) const {
    const word weights = load_word(w);
    return add_both(add_both(sum, even, even_bytes(weights)), odd, odd_bytes(weights));
  }
};
struct four_words {
  word low, high;
  explicit GENN_ALWAYS_INLINE four_words(const std::int16_t* x)
      : low(load_word(x)), high(load_word(x + 2)) {}
  GENN_ALWAYS_INLINE std::int32_t add(std::int32_t sum, const std::int16_t* w) const {
    return add_both(add_both(sum, low, load_word(w)), high, load_word(w + 2));
  }
};

/// As portable::integer_contract.
template <class X, class W, class B, class Y, class F>
GENN_ALWAYS_INLINE void integer_contract(index_t inputs, index_t outputs, const X* x, const W* w,
                                         B bias, Y* y, F f) {
  using four = std::conditional_t<sizeof(X) == 1, four_bytes, four_words>;
  constexpr index_t rows = 4;
  for (index_t o = 0; o < outputs; o += rows, w += rows * inputs) {
    const auto row = [&](index_t r) {  // rows that are not there: the first
      return w + (o + r < outputs ? r : 0) * inputs;
    };
    const W *const a = row(0), *const b = row(1), *const c = row(2), *const d = row(3);
    std::int32_t p = 0, q = 0, s = 0, t = 0;
    const index_t whole = inputs & ~index_t{3};
    for (index_t i = 0; i < whole; i += 4) {
      const four input(x + i);
      p = input.add(p, a + i);
      q = input.add(q, b + i);
      s = input.add(s, c + i);
      t = input.add(t, d + i);
    }
    std::int32_t sum[] = {p, q, s, t};
    for (index_t i = whole; i < inputs; ++i)
      for (index_t r = 0; r < rows; ++r) sum[r] += std::int32_t{x[i]} * row(r)[i];
    for (index_t r = 0; r < rows && o + r < outputs; ++r)
      y[o + r] = static_cast<Y>(reference::finish(f, sum[r] + bias[o + r], o + r));
  }
}

}  // namespace kernels::armv7em

GENN_NAMESPACE_END

#include <genn/undef.hpp>

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
    std::int32_t sum[rows] = {};
    const W* row[rows];
    GENN_UNROLL
    for (index_t r = 0; r < rows; ++r) {
      const index_t which = o + r < outputs ? r : 0;  // rows that are not there: the first
      row[r] = w + which * inputs;
    }
    const index_t whole = inputs & ~index_t{3};
    for (index_t i = 0; i < whole; i += 4) {
      const four input(x + i);
      GENN_UNROLL
      for (index_t r = 0; r < rows; ++r) sum[r] = input.add(sum[r], row[r] + i);
    }
    for (index_t i = whole; i < inputs; ++i) {
      GENN_UNROLL
      for (index_t r = 0; r < rows; ++r) sum[r] += std::int32_t{x[i]} * row[r][i];
    }
    portable::end_sums(sum, {1, 1, outputs - o < rows ? outputs - o : rows, 0}, bias, o, y + o, f);
  }
}

}  // namespace kernels::armv7em

GENN_NAMESPACE_END

#include <genn/undef.hpp>

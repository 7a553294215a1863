// SPDX-License-Identifier: BSL-1.0
// A linear layer of one vector of integers, four outputs at a time: sums along the rows of weights
// as they lie.
#pragma once

#include <genn/kernels/dots/pairs.hpp>
#include <genn/kernels/portable/end_sums.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::dots {

#if GENN_INTEGER_BYTES > 0

/// The sums of four registers.
GENN_ALWAYS_INLINE words<4> four_sums(const words<4> (&x)[4]) {
  return added_in_pairs(added_in_pairs(x[0], x[1]), added_in_pairs(x[2], x[3]));
}
#  if GENN_INTEGER_BYTES > 16
GENN_ALWAYS_INLINE words<4> four_sums(const words<8> (&x)[4]) {
  using pairs_of_words = vector<std::int64_t, 2>;
  const words<8> two = added_in_pairs(added_in_pairs(x[0], x[1]), added_in_pairs(x[2], x[3]));
  const words<8> one = added_in_pairs(two, two);
  return (words<4>)pairs_of_words{((vector<std::int64_t, 4>)one)[0],
                                  ((vector<std::int64_t, 4>)one)[1]};
}
#  endif

/// Inputs of a vector, some at a time. The last ones are read as a whole, and those that were read
/// before count as zero.
template <class X>
struct inputs_by_vectors {
  static constexpr index_t at_once = 2 * pairs::lanes;
  using some = halves<at_once>;
  const X* x;
  index_t count;

  index_t whole() const { return count / at_once * at_once; }
  some at(index_t i) const { return load_halves<at_once>(x + i); }
  /// The last ones, from count - at_once on.
  some last() const {
    some y = at(count - at_once);
    for (index_t i = 0; i < at_once - count % at_once; ++i) y[i] = 0;
    return y;
  }
};

/// Sums of the rows at `rows`.
template <class X, class W>
GENN_ALWAYS_INLINE words<4> sums_of_rows(const inputs_by_vectors<X>& inputs,
                                         const halves<2 * pairs::lanes>& last,
                                         const W* const (&rows)[4]) {
  constexpr index_t lanes = pairs::lanes, at_once = 2 * lanes;
  words<lanes> sums[4] = {};
  const auto add = [&](const halves<at_once>& x, index_t i) GENN_INLINED {
    GENN_UNROLL
    for (index_t row = 0; row < 4; ++row)
      sums[row] = plus_sums_of_two<lanes>(sums[row], (words<lanes>)x,
                                          (words<lanes>)load_halves<at_once>(rows[row] + i));
  };
  const index_t whole = inputs.whole();
  for (index_t i = 0; i < whole; i += at_once) add(inputs.at(i), i);
  if (whole < inputs.count) add(last, inputs.count - at_once);
  return four_sums(sums);
}

/// As reference::contract for one row, weights row-major.
template <class X, class W, class B, class Y, class F>
GENN_ALWAYS_INLINE void contract(index_t inputs, index_t outputs, const X* x, const W* w, B bias,
                                 Y* y, const F& f) {
  using by_vectors = inputs_by_vectors<X>;
  // Too few for a register: with zeros behind them.
  X padded_x[std::size_t(by_vectors::at_once)] = {};
  W padded_w[4][std::size_t(by_vectors::at_once)] = {};
  const bool few = inputs < by_vectors::at_once;
  if (few)
    for (index_t i = 0; i < inputs; ++i) padded_x[i] = x[i];
  const by_vectors all{few ? padded_x : x, few ? by_vectors::at_once : inputs};
  const halves<by_vectors::at_once> last = all.last();
  for (index_t o = 0; o < outputs; o += 4) {
    const index_t count = outputs - o < 4 ? outputs - o : 4;
    const W* rows[4];
    for (index_t row = 0; row < 4; ++row) {
      rows[row] = w + (row < count ? o + row : o) * inputs;
      if (!few) continue;
      for (index_t i = 0; i < inputs; ++i) padded_w[row][i] = rows[row][i];
      rows[row] = padded_w[row];
    }
    std::int32_t sums[4];
    store<std::int32_t, 4>(sums, sums_of_rows(all, last, rows));
    portable::end_sums(sums, {1, 1, count, 0}, bias, o, y + o, f);
  }
}

#endif

}  // namespace kernels::dots

GENN_NAMESPACE_END

#include <genn/undef.hpp>

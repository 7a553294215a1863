// SPDX-License-Identifier: BSL-1.0
// A matrix of integers times a vector on Armv7E-M. Words of weights are read at addresses that are
// multiples of four, wherever rows begin: the inputs move, in a copy with zeros around them, which
// bytes are widened for anyway. Rows that begin alike share the copy.
#pragma once

#include <genn/kernels/armv7em/vector_products.hpp>
#include <genn/kernels/armv7em/words.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::armv7em {

/// Inputs that are copied at once, a multiple of eight: bytes always are.
template <class X>
inline constexpr index_t inputs_at_once = sizeof(X) == 1 ? 264 : 128;

/// A word of weights meets four bytes, bytes 0 and 2 before 1 and 3, or two of 16 bits.
GENN_ALWAYS_INLINE void put_word(std::int16_t* to, const std::int8_t* from) {
  const word w = load_word(from);
  store_word(to, even_bytes(w));
  store_word(to + 2, odd_bytes(w));
}
GENN_ALWAYS_INLINE void put_word(std::int16_t* to, const std::int16_t* from) {
  store_word(to, load_word(from));
}

/// Inputs [first, last), whole words of weights, of the `count` that there are; others are 0.
template <class X>
GENN_NOINLINE void copy_inputs(const X* x, index_t count, index_t first, index_t last,
                               std::int16_t* to) {
  constexpr index_t each = 4 / sizeof(X);
  while (first < last) {
    if (first >= 0 && first + each <= count) {
      const index_t inside = count < last ? count : last;
      const X *from = x + first, *const end = from + ((inside - first) & -each);
      first += index_t(end - from);
      for (; from != end; from += each, to += each) put_word(to, from);
    } else {
      X some[each] = {};
      for (index_t i = 0; i < each; ++i)
        if (first + i >= 0 && first + i < count) some[i] = x[first + i];
      put_word(to, some);
      first += each;
      to += each;
    }
  }
}

/// Rows of weights that begin `pitch` behind one another, and their sums, `step` apart.
template <class W>
struct weight_rows {
  const W* w;
  index_t count, pitch;
  std::int32_t* sums;
  index_t step;
};

/// Adds the products with inputs x, `taps` in whole words of weights, to the sums of rows, or makes
/// results of type Y of pairs.
template <class Y, class W>
GENN_NOINLINE void add_part(const std::int16_t* x, index_t taps, const weight_rows<W>& rows,
                            const vector_results& results) {
  constexpr index_t bytes = sizeof(W), sum_bytes = sizeof(std::int32_t);
  const index_t units = taps / 8, even = rows.count & ~index_t{1};
  std::int32_t* const last = rows.sums + even * rows.step;
  vector_state state{x,
                     x + units * 8,
                     (units_at_once - units % units_at_once) * unit_bytes(W{}),
                     rows.sums,
                     rows.step * sum_bytes,
                     results,
                     (2 * rows.pitch - taps) * bytes,
                     last,
                     taps % 8 * bytes / 4,
                     rows.w,
                     rows.w + rows.pitch};
  if (even > 0) add_pairs_of_rows(state, W{}, Y{});
  if (even == rows.count) return;
  // The last row of an odd number: twice the same sum, which stays.
  state.step = 0;
  state.first = state.second = rows.w + even * rows.pitch;
  state.sums_end = state.sums = last;
  state.results.y = nullptr;
  add_pairs_of_rows(state, W{}, Y{});
}

/// Elements between a word of memory's beginning and p.
template <class X>
GENN_ALWAYS_INLINE index_t ahead_of(const X* p) {
  return index_t(reinterpret_cast<std::uintptr_t>(p) % 4 / sizeof(X));
}
/// The rows of `inputs` weights from one on to the next that begins in the same place of a word.
template <class X>
GENN_ALWAYS_INLINE index_t rows_between_alike(index_t inputs) {
  index_t alike = 1;
  while (alike * inputs * index_t{sizeof(X)} % 4 != 0) alike *= 2;
  return alike;
}
/// Whether pairs of rows can become results with no sum kept in between.
template <class X>
GENN_ALWAYS_INLINE bool in_one_part(index_t inputs, const X* w) {
  return rows_between_alike<X>(inputs) == 1 && ahead_of(w) + inputs <= inputs_at_once<X>;
}

/// sums[r] += the products of x and row r of w, `rows` rows of `inputs` weights one behind the
/// other. x and w may lie anywhere. Of the words of memory that w begins and ends in, other bytes
/// may be read, too. With `results`, of type Y, returns the number of rows that became results
/// instead, from the first on.
template <class Y, class X>
GENN_NOINLINE index_t add_rows(const X* x, index_t inputs, const X* w, index_t rows,
                               std::int32_t* sums, vector_results results = {}) {
  constexpr index_t each = 4 / sizeof(X);
  const index_t alike = rows_between_alike<X>(inputs);
  if (alike > 1) results.y = nullptr;
  const index_t ended = results.y == nullptr ? 0 : rows & ~index_t{1};
  if (sizeof(X) == 2 && alike == 1 && ahead_of(x) + ahead_of(w) == 0) {
    add_part<Y>(reinterpret_cast<const std::int16_t*>(x), inputs,
                weight_rows<X>{w, rows, inputs, sums, 1}, results);
    return ended;
  }
  alignas(4) std::int16_t copy[inputs_at_once<X>];
  for (index_t r = 0; r < alike && r < rows; ++r, w += inputs) {
    const index_t ahead = ahead_of(w);
    const index_t taps = (ahead + inputs + each - 1) / each * each;
    const index_t parts = (taps + inputs_at_once<X> - 1) / inputs_at_once<X>;
    const index_t most = (taps + 8 * parts - 1) / (8 * parts) * 8;
    for (index_t first = 0; first < taps; first += most) {
      const index_t left = taps - first, count = left < most ? left : most;
      copy_inputs(x, inputs, first - ahead, first - ahead + count, copy);
      add_part<Y>(copy, count,
                  weight_rows<X>{w - ahead + first, (rows - r + alike - 1) / alike, alike * inputs,
                                 sums + r, alike},
                  count == left ? results : vector_results{});
    }
  }
  return ended;
}

}  // namespace kernels::armv7em

GENN_NAMESPACE_END

#include <genn/undef.hpp>

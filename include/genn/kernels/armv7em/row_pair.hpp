// SPDX-License-Identifier: BSL-1.0
// Two rows of 16 bits, where they lie, and the products of two outputs' rows with both on
// Armv7E-M: eight products for four loads.
#pragma once

#include <genn/kernels/armv7em/words.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::armv7em {

/// As portable::patch, of whole windows.
class row_pair {
 public:
  static constexpr index_t windows = 2;
  row_pair(void*, index_t taps) : taps_(taps) {}

  GENN_ALWAYS_INLINE void put(index_t which, index_t, const std::int16_t* from, index_t) {
    (which == 0 ? first_ : second_) = from;
  }

  GENN_ALWAYS_INLINE void multiply(const std::int16_t* w, index_t outputs,
                                   std::int32_t* sums) const {
    for (index_t o = 0; o < outputs; o += 2, w += 2 * taps_, sums += 4)
      multiply_pair(first_, second_, taps_, w, o + 1 < outputs ? w + taps_ : w, sums);
  }

 private:
  // Apart, so that the loop has all registers.
  static GENN_NOINLINE void multiply_pair(const std::int16_t* x0, const std::int16_t* x1,
                                          index_t taps, const std::int16_t* w0,
                                          const std::int16_t* w1, std::int32_t* sums) {
    std::int32_t a = 0, b = 0, c = 0, d = 0;
    for (const std::int16_t* const end = x0 + (taps & ~index_t{1}); x0 < end;
         x0 += 2, x1 += 2, w0 += 2, w1 += 2) {
      const word p = load_word(x0), q = load_word(x1), r = load_word(w0), s = load_word(w1);
      a = add_both(a, p, r);
      b = add_both(b, q, r);
      c = add_both(c, p, s);
      d = add_both(d, q, s);
    }
    if (taps % 2 != 0) {
      a += *x0 * *w0;
      b += *x1 * *w0;
      c += *x0 * *w1;
      d += *x1 * *w1;
    }
    sums[0] = a;
    sums[1] = b;
    sums[2] = c;
    sums[3] = d;
  }

  const std::int16_t *first_ = nullptr, *second_ = nullptr;
  index_t taps_;
};

}  // namespace kernels::armv7em

GENN_NAMESPACE_END

#include <genn/undef.hpp>

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
    multiply_all(first_, second_, taps_, w, outputs, sums);
  }

 private:
  struct four_sums {
    std::int32_t a = 0, b = 0, c = 0, d = 0;
    GENN_ALWAYS_INLINE void add(word p, word q, word r, word s) {
      a = add_both(a, p, r);
      b = add_both(b, q, r);
      c = add_both(c, p, s);
      d = add_both(d, q, s);
    }
  };

  // Apart, so that the loop has all registers.
  static GENN_NOINLINE void multiply_all(const std::int16_t* x0, const std::int16_t* x1,
                                         index_t taps, const std::int16_t* w, index_t outputs,
                                         std::int32_t* sums) {
    for (; outputs > 0; outputs -= 2, w += 2 * taps, sums += 4) {
      const std::int16_t *p = x0, *q = x1, *r = w, *s = outputs > 1 ? w + taps : w;
      four_sums all;
      for (const std::int16_t* const end = p + (taps & ~index_t{1}); p < end;
           p += 2, q += 2, r += 2, s += 2)
        all.add(load_word(p), load_word(q), load_word(r), load_word(s));
      if (taps % 2 != 0)
        all.add(word(std::uint16_t(*p)), word(std::uint16_t(*q)), word(std::uint16_t(*r)),
                word(std::uint16_t(*s)));
      sums[0] = all.a;
      sums[1] = all.b;
      sums[2] = all.c;
      sums[3] = all.d;
    }
  }

  const std::int16_t *first_ = nullptr, *second_ = nullptr;
  index_t taps_;
};

}  // namespace kernels::armv7em

GENN_NAMESPACE_END

#include <genn/undef.hpp>

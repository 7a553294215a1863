// SPDX-License-Identifier: BSL-1.0
// The inputs of two windows, widened to 16 bits, and the products of two outputs' weights with
// both: four sums a pass, each number loaded once for two. Machines with better instructions have
// their own patch of the same size.
#pragma once

#include <genn/kernels/rows.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::portable {

/// Sums of two outputs over two windows.
struct four_sums {
  std::int32_t at[2][2];  // [output][window]
};

template <class X>
class patch {
 public:
  patch(void* scratch, index_t taps)
      : inputs_(static_cast<std::int16_t*>(scratch)), pitch_(whole_words(taps)), taps_(taps) {}

  /// Taps [at, at + count) of window `which`.
  GENN_ALWAYS_INLINE void put(index_t which, index_t at, const X* from, index_t count) {
    std::int16_t* to = inputs_ + which * pitch_ + at;
    for (; count > 0; --count) *to++ = *from++;
  }
  GENN_ALWAYS_INLINE void fill(index_t which, index_t at, std::int16_t value, index_t count) {
    std::int16_t* to = inputs_ + which * pitch_ + at;
    for (; count > 0; --count) *to++ = value;
  }

  /// Adds the products with two rows of weights.
  template <class W>
  GENN_ALWAYS_INLINE void add_products(const W* w0, const W* w1, four_sums& sums) const {
    const std::int16_t *x0 = inputs_, *x1 = inputs_ + pitch_;
    std::int32_t a = sums.at[0][0], b = sums.at[0][1], c = sums.at[1][0], d = sums.at[1][1];
    for (index_t k = 0; k < taps_; ++k) {
      const std::int32_t p = x0[k], q = x1[k], r = w0[k], s = w1[k];
      a += r * p;
      b += r * q;
      c += s * p;
      d += s * q;
    }
    sums = {{{a, b}, {c, d}}};
  }

 private:
  std::int16_t* inputs_;
  index_t pitch_, taps_;
};

}  // namespace kernels::portable

GENN_NAMESPACE_END

#include <genn/undef.hpp>

// SPDX-License-Identifier: BSL-1.0
// The inputs of two windows, widened to 16 bits, and the products of two outputs' weights with
// both: four sums a pass, each number loaded once for two. Machines with better instructions have
// their own patch of the same size.
#pragma once

#include <genn/kernels/rows.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::portable {

template <class X>
class patch {
 public:
  static constexpr index_t windows = 2;  // that it holds
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

  /// The sums of outputs, one row of weights each, over all windows: those of an output side by
  /// side. An odd last output is written twice.
  template <class W>
  GENN_ALWAYS_INLINE void multiply(const W* w, index_t outputs, std::int32_t* sums) const {
    for (index_t o = 0; o < outputs; o += 2, w += 2 * taps_, sums += 4)
      multiply_pair(inputs_, inputs_ + pitch_, taps_, w, o + 1 < outputs ? w + taps_ : w, sums);
  }

 private:
  // Apart, so that the loop has all registers.
  template <class W>
  static GENN_NOINLINE void multiply_pair(const std::int16_t* x0, const std::int16_t* x1,
                                          index_t taps, const W* w0, const W* w1,
                                          std::int32_t* sums) {
    std::int32_t a = 0, b = 0, c = 0, d = 0;
    for (index_t k = 0; k < taps; ++k) {
      const std::int32_t p = x0[k], q = x1[k], r = w0[k], s = w1[k];
      a += r * p;
      b += r * q;
      c += s * p;
      d += s * q;
    }
    sums[0] = a;
    sums[1] = b;
    sums[2] = c;
    sums[3] = d;
  }

  std::int16_t* inputs_;
  index_t pitch_, taps_;
};

}  // namespace kernels::portable

GENN_NAMESPACE_END

#include <genn/undef.hpp>

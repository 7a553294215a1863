// SPDX-License-Identifier: BSL-1.0
// The inputs of two windows as Armv7E-M multiplies them: four taps of the first, four of the
// second, and so on; bytes widened in the order in which SXTB16 widens the weights.
#pragma once

#include <genn/kernels/armv7em/products.hpp>
#include <genn/kernels/armv7em/words.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::armv7em {

/// As portable::patch.
template <class X>
class patch {
 public:
  patch(void* scratch, index_t taps) : inputs_(static_cast<std::int16_t*>(scratch)), taps_(taps) {}

  GENN_ALWAYS_INLINE void put(index_t which, index_t at, const X* from, index_t count) {
    for (; count > 0 && at % 4 != 0; --count) *place(which, at++) = *from++;
    for (; count >= 4; count -= 4, at += 4, from += 4) put_four(place(which, at), from);
    for (; count > 0; --count) *place(which, at++) = *from++;
  }
  GENN_ALWAYS_INLINE void fill(index_t which, index_t at, std::int16_t value, index_t count) {
    for (; count > 0; --count) *place(which, at++) = value;
  }

  template <class W>
  GENN_ALWAYS_INLINE void add_products(const W* w0, const W* w1, portable::four_sums& sums) const {
    const index_t whole = taps_ / 4 * 4;
    loop_state<W> state{inputs_, w0, w1, w0 + taps_ / 8 * 8, sums};
    if (taps_ >= 8) multiply_fours<true>(state);
    if (taps_ % 8 >= 4)
      multiply_fours<false>(state = {inputs_ + taps_ / 8 * 16, w0 + taps_ / 8 * 8,
                                     w1 + taps_ / 8 * 8, w0 + whole, state.sums});
    sums = state.sums;
    for (index_t k = whole; k < taps_; ++k) {
      const std::int32_t p = *place(0, k), q = *place(1, k), r = w0[k], s = w1[k];
      sums.at[0][0] += r * p;
      sums.at[0][1] += r * q;
      sums.at[1][0] += s * p;
      sums.at[1][1] += s * q;
    }
  }

 private:
  GENN_ALWAYS_INLINE std::int16_t* place(index_t which, index_t tap) const {
    index_t in_four = tap % 4;
    if constexpr (sizeof(X) == 1) in_four = (in_four & 1) * 2 + in_four / 2;
    return inputs_ + tap / 4 * 8 + which * 4 + in_four;
  }
  static GENN_ALWAYS_INLINE void put_four(std::int16_t* to, const std::int8_t* from) {
    const word w = load_word(from);
    store_word(to, even_bytes(w));
    store_word(to + 2, odd_bytes(w));
  }
  static GENN_ALWAYS_INLINE void put_four(std::int16_t* to, const std::int16_t* from) {
    store_word(to, load_word(from));
    store_word(to + 2, load_word(from + 2));
  }

  std::int16_t* inputs_;
  index_t taps_;
};

}  // namespace kernels::armv7em

GENN_NAMESPACE_END

#include <genn/undef.hpp>

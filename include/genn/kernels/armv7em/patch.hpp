// SPDX-License-Identifier: BSL-1.0
// The inputs of four windows as Armv7E-M multiplies them: a word of two taps of each window, then
// the next two taps; bytes widened in the order in which SXTB16 widens the weights.
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
  static constexpr index_t windows = 4;
  patch(void* scratch, index_t taps) : inputs_(static_cast<std::int16_t*>(scratch)), taps_(taps) {}

  GENN_NOINLINE void put(index_t which, index_t at, const X* from, index_t count) {
    for (; count > 0 && at % 4 != 0; --count) *place(which, at++) = *from++;
    for (; count >= 4; count -= 4, at += 4, from += 4) put_four(place(which, at), from);
    for (; count > 0; --count) *place(which, at++) = *from++;
  }
  GENN_NOINLINE void fill(index_t which, index_t at, std::int16_t value, index_t count) {
    for (; count > 0; --count) *place(which, at++) = value;
  }

  template <class W>
  GENN_ALWAYS_INLINE void multiply(const W* w, index_t outputs, std::int32_t* sums) const {
    const index_t taps = taps_, many = taps & ~index_t{7}, whole = taps & ~index_t{3};
    constexpr index_t bytes = sizeof(W);
    rows_state<W> state{inputs_, w,       many * bytes, (taps - whole) * bytes,
                        sums,    outputs, whole - many};
    multiply_rows(state);
    if (whole < taps) add_rest(whole, w, outputs, sums);
  }

 private:
  // Taps behind the last four.
  template <class W>
  GENN_NOINLINE void add_rest(index_t whole, const W* w, index_t outputs,
                              std::int32_t* sums) const {
    for (; outputs > 0; --outputs, w += taps_, sums += windows)
      for (index_t k = whole; k < taps_; ++k)
        for (index_t which = 0; which < windows; ++which)
          sums[which] += std::int32_t{*place(which, k)} * w[k];
  }
  GENN_ALWAYS_INLINE std::int16_t* place(index_t which, index_t tap) const {
    const index_t low = tap & 1, high = (tap & 2) / 2;
    const index_t half = sizeof(X) == 1 ? low : high, behind = sizeof(X) == 1 ? high : low;
    return inputs_ + (tap & ~index_t{3}) * 4 + half * 8 + which * 2 + behind;
  }
  static GENN_ALWAYS_INLINE void put_four(std::int16_t* to, const std::int8_t* from) {
    const word w = load_word(from);
    store_word(to, even_bytes(w));
    store_word(to + 8, odd_bytes(w));
  }
  static GENN_ALWAYS_INLINE void put_four(std::int16_t* to, const std::int16_t* from) {
    store_word(to, load_word(from));
    store_word(to + 8, load_word(from + 2));
  }

  std::int16_t* inputs_;
  index_t taps_;
};

}  // namespace kernels::armv7em

GENN_NAMESPACE_END

#include <genn/undef.hpp>

// SPDX-License-Identifier: BSL-1.0
// The inputs of four windows as Armv7E-M multiplies them: a word of two taps of each window, then
// the next two taps; bytes widened in the order in which SXTB16 widens the weights. Behind the last
// four taps, one to a word.
#pragma once

#include <genn/kernels/armv7em/products.hpp>
#include <genn/kernels/armv7em/rounded_end.hpp>
#include <genn/kernels/portable/integer_convolution.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::armv7em {

/// As portable::patch, but that it ends the sums, too.
template <class X>
class patch {
 public:
  static constexpr index_t windows = 4;
  patch(void* scratch, index_t taps)
      : inputs_(static_cast<std::int16_t*>(scratch)), whole_(taps & ~index_t{3}), taps_(taps) {}

  GENN_NOINLINE void put(index_t which, index_t at, const X* from, index_t count) {
    for (; count > 0; --count) {
      std::int16_t* to = place(which, at);
      if (at % 4 == 0)
        for (; count >= 4; count -= 4, at += 4, from += 4, to += 16) put_four(to, from);
      if (count == 0) return;
      *place(which, at++) = *from++;
    }
  }
  GENN_NOINLINE void fill(index_t which, index_t at, std::int16_t value, index_t count) {
    for (; count > 0; --count) *place(which, at++) = value;
  }

  /// Results of `outputs` outputs, one row of weights each, from the first one's on, at `count`
  /// positions that lie `pitch` results apart.
  template <class W, class B, class Y, class F>
  GENN_ALWAYS_INLINE void compute(const W* w, index_t first, index_t outputs, const B& bias, Y* y,
                                  index_t pitch, index_t count, const F& f) const {
    const biases b = biases_of(bias);
    const factors factor = factors_of(f);
    constexpr index_t bytes = sizeof(W);
    const index_t step = pitch * bytes;
    rows_state state{};
    state.patch = inputs_;
    state.many = (taps_ & ~index_t{7}) * bytes;
    state.bias = static_cast<const unsigned char*>(b.first) + first * b.step;
    state.bias_step = b.step;
    state.rest = (taps_ - whole_) * bytes;
    state.four_more = taps_ & 4;
    state.y = y;
    set_factor(state, factor, first);
    state.zero = f.how.zero();
    state.bias_shift = b.shift;
    // Windows that are not there repeat the first.
    state.second = count > 1 ? step : 0;
    state.third = count > 2 ? 2 * step : 0;
    state.fourth = count > 3 ? 3 * step : 0;
    state.y_end = y + outputs;
    state.weights = w;
    run_rows(state, W{});
  }
  /// What the type of results does not limit.
  template <class Y, class F>
  static GENN_ALWAYS_INLINE void limit(Y* y, index_t count, const F& f) {
    limit_results(y, count, f.how);
  }

 private:
  static GENN_ALWAYS_INLINE void set_factor(rows_state& s, const factors& f, index_t first) {
    s.places = f.places;
    s.doublings = f.doublings;
    if (f.multipliers != nullptr)
      s.factor.multipliers = f.multipliers + first;
    else
      s.factor.of_all = f[0];
  }
  GENN_ALWAYS_INLINE std::int16_t* place(index_t which, index_t tap) const {
    if (tap >= whole_) return inputs_ + whole_ * 4 + (tap - whole_) * 8 + which * 2;
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
  index_t whole_, taps_;
};

}  // namespace kernels::armv7em

namespace kernels::portable {

template <class X, class F>
inline constexpr bool ends_sums<armv7em::patch<X>, F> = true;

}  // namespace kernels::portable

GENN_NAMESPACE_END

#include <genn/undef.hpp>

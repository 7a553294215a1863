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

  GENN_ALWAYS_INLINE void put(index_t which, index_t at, const X* from, index_t count) {
    append(which, at, from, count, 1);
  }
  GENN_ALWAYS_INLINE void fill(index_t which, index_t at, std::int16_t value, index_t count) {
    const auto four = portable::word_of(X(value));
    append(which, at, reinterpret_cast<const X*>(&four), count, 0);
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
  // Taps behind those that were put last, `step` elements apart: 0 repeats the first word.
  GENN_NOINLINE void append(index_t which, index_t at, const X* from, index_t count, index_t step) {
    constexpr index_t each = 4 / sizeof(X), word_step = 16 / sizeof(X);
    if (at == 0) {
      if (count == taps_ && taps_ == whole_) return put_words(which, from, step);
      next_ = inputs_ + which * 2;
      bits_ = 0;
    }
    std::int16_t* to = next_;
    index_t words = at + count <= whole_ ? count : at < whole_ ? whole_ - at : 0;
    const index_t behind = count - words;
    std::uint32_t bits = bits_;
    word begun = begun_;
    if (bits == 0) {
      begun = 0;
      for (; words >= each; words -= each, from += each * step, to += word_step)
        put_word(to, load_word(from));
    } else {
      for (; words >= each; words -= each, from += each * step, to += word_step) {
        const word w = load_word(from);
        put_word(to, begun | w << bits);
        begun = w >> (32 - bits);
      }
    }
    for (; words > 0; --words, from += step) {
      begun |= word(std::make_unsigned_t<X>(*from)) << bits;
      bits += std::uint32_t{8 * sizeof(X)};
      if (bits < 32) continue;
      put_word(to, begun);
      to += word_step;
      begun = bits = 0;
    }
    // Taps behind the last four have a word each.
    for (index_t left = behind; left > 0; --left, from += step, to += 8) *to = *from;
    next_ = to;
    bits_ = bits;
    begun_ = begun;
  }
  // A window that is one run of words.
  GENN_ALWAYS_INLINE void put_words(index_t which, const X* from, index_t step) {
    constexpr index_t each = 4 / sizeof(X), word_step = 16 / sizeof(X);
    std::int16_t *to = inputs_ + which * 2, *const end = to + whole_ * 4;
    for (; to < end; to += word_step, from += each * step) put_word(to, load_word(from));
  }
  static GENN_ALWAYS_INLINE void put_word(std::int16_t* to, word w) {
    if constexpr (sizeof(X) == 1) {
      store_word(to, even_bytes(w));
      store_word(to + 8, odd_bytes(w));
    } else {
      store_word(to, w);
    }
  }

  std::int16_t* inputs_;
  index_t whole_, taps_;
  // What is put next of a window: its place, and a word of which so many bits are there.
  std::int16_t* next_ = nullptr;
  std::uint32_t bits_ = 0;
  word begun_ = 0;
};

}  // namespace kernels::armv7em

namespace kernels::portable {

template <class X, class F>
inline constexpr bool ends_sums<armv7em::patch<X>, F> = true;

}  // namespace kernels::portable

GENN_NAMESPACE_END

#include <genn/undef.hpp>

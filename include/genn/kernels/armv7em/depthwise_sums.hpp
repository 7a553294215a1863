// SPDX-License-Identifier: BSL-1.0
// Sums of depthwise windows, several channels at once: each word of inputs and of weights holds
// four bytes, or two 16-bit integers.
#pragma once

#include <genn/kernels/armv7em/words.hpp>
#include <genn/kernels/portable/depthwise_sums.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::armv7em {

/// Sums of as many channels as a word holds.
template <class X>
struct channel_sums;

template <>
struct channel_sums<std::int8_t> {
  static constexpr index_t count = 4;
  std::int32_t at[4];
  GENN_ALWAYS_INLINE void add(word x, word w) {
    const word even = even_bytes(w), odd = odd_bytes(w);
    const word x_even = even_bytes(x), x_odd = odd_bytes(x);
    at[0] = add_lower(at[0], x_even, even);
    at[2] = add_upper(at[2], x_even, even);
    at[1] = add_lower(at[1], x_odd, odd);
    at[3] = add_upper(at[3], x_odd, odd);
  }
};

template <>
struct channel_sums<std::int16_t> {
  static constexpr index_t count = 2;
  std::int32_t at[2];
  GENN_ALWAYS_INLINE void add(word x, word w) {
    at[0] = add_lower(at[0], x, w);
    at[1] = add_upper(at[1], x, w);
  }
};

/// As portable::channel_by_channel.
struct channels_of_a_word {
  template <class X, class W>
  static GENN_ALWAYS_INLINE void sum_two(const portable::depthwise_walk& s, const X* x,
                                         index_t step, const W* w, index_t channels,
                                         std::int32_t* sums) {
    sum(s, x, w, channels, sums);
    sum(s, x + step, w, channels, sums + 1);
  }

 private:
  template <class X, class W>
  static GENN_ALWAYS_INLINE void sum(const portable::depthwise_walk& s, const X* x, const W* w,
                                     index_t channels, std::int32_t* sums) {
    constexpr index_t count = channel_sums<X>::count;
    index_t c = 0;
    for (; c + count <= channels; c += count) {
      channel_sums<X> four{};
      add_window(s, x + c, w + c, four);
      GENN_UNROLL
      for (index_t i = 0; i < count; ++i) sums[2 * (c + i)] = four.at[i];
    }
    portable::channel_by_channel::sum(s, x + c, w + c, channels - c, sums + 2 * c);
  }

  template <class X, class W>
  static GENN_ALWAYS_INLINE void add_window(const portable::depthwise_walk& s, const X* x,
                                            const W* w, channel_sums<X>& sums) {
    for (index_t h = s.rows; h > 0; --h, x += s.row_pitch, w += s.weight_row_pitch) {
      const X* input = x;
      const W* tap = w;
      for (index_t k = s.columns; k > 0; --k, input += s.column_pitch, tap += s.weight_pitch)
        sums.add(load_word(input), load_word(tap));
    }
  }
};

}  // namespace kernels::armv7em

GENN_NAMESPACE_END

#include <genn/undef.hpp>

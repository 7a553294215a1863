// SPDX-License-Identifier: BSL-1.0
// Bytes of some positions turned around on Armv7E-M: the positions of a channel side by side as
// 16-bit integers.
#pragma once

#include <genn/kernels/armv7em/words.hpp>
#include <genn/kernels/pointwise_band.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::armv7em {

/// Four channels of four positions, `channels` apart, to rows `band` apart.
GENN_ALWAYS_INLINE void turn_four_by_four(const std::int8_t* x, index_t channels, index_t band,
                                          std::int16_t* to) {
  const word a = load_word(x), b = load_word(x + channels);
  const word c = load_word(x + 2 * channels), d = load_word(x + 3 * channels);
  const word a_even = even_bytes(a), b_even = even_bytes(b), a_odd = odd_bytes(a),
             b_odd = odd_bytes(b);
  const word c_even = even_bytes(c), d_even = even_bytes(d), c_odd = odd_bytes(c),
             d_odd = odd_bytes(d);
  store_words(to, lower_halves(a_even, b_even), lower_halves(c_even, d_even));
  to += band;
  store_words(to, lower_halves(a_odd, b_odd), lower_halves(c_odd, d_odd));
  to += band;
  store_words(to, upper_halves(a_even, b_even), upper_halves(c_even, d_even));
  to += band;
  store_words(to, upper_halves(a_odd, b_odd), upper_halves(c_odd, d_odd));
}

/// Channels [from, channels) of positions [first, end), one by one.
GENN_ALWAYS_INLINE void turn_some(const std::int8_t* x, index_t channels, index_t from,
                                  index_t first, index_t end, index_t band, std::int16_t* to) {
  for (index_t c = from; c < channels; ++c)
    for (index_t p = first; p < end; ++p) to[c * band + p] = x[p * channels + c];
}

/// `count` positions, `band` a channel; what is missing to the next multiple of eight is zeros.
GENN_NOINLINE inline void turn_bytes(const std::int8_t* x, index_t channels, index_t count,
                                     index_t band, std::int16_t* to) {
  const index_t many_channels = channels & ~index_t{3}, many = count & ~index_t{3};
  for (index_t p = 0; p < many; p += 4) {
    const std::int8_t *from = x + p * channels, *const end = from + many_channels;
    for (std::int16_t* at = to + p; from != end; from += 4, at += 4 * band)
      turn_four_by_four(from, channels, band, at);
  }
  turn_some(x, channels, many_channels, 0, many, band, to);
  turn_some(x, channels, 0, many, count, band, to);
  for (index_t p = count; p % positions_at_once != 0; ++p)
    for (index_t c = 0; c < channels; ++c) to[c * band + p] = 0;
}

}  // namespace kernels::armv7em

GENN_NAMESPACE_END

#include <genn/undef.hpp>

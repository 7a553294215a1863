// SPDX-License-Identifier: BSL-1.0
// Weights of any dense packing put into the order tap_quads.
#pragma once

#include <genn/constants/packing.hpp>
#include <genn/kernels/dots/integers.hpp>
#include <genn/kernels/portable/copy_run.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::dots {

#if GENN_INTEGER_BYTES > 0

/// One quad of a row, filled up with zeros.
template <class Packing, class W>
GENN_ALWAYS_INLINE void put_quad(const matrix_sizes& m, const W* w, index_t group, index_t row,
                                 index_t quad, W* to) {
  const index_t left = m.taps - 4 * quad;
  for (index_t k = 0; k < 4; ++k)
    to[k] = k < left ? weight_at<Packing>(w, m, group, row, 4 * quad + k) : W{};
}

/// Four quads of four rows of bytes: each quad of all rows side by side.
GENN_ALWAYS_INLINE void turn_quads(const std::int8_t* rows, index_t row_pitch, std::int8_t* to,
                                   index_t pitch) {
  const auto row = [&](index_t i) { return load<std::int32_t, 4>(rows + i * row_pitch); };
  const auto put = [&](index_t i, words<4> quads) {
    store<std::int32_t, 4>(to + i * pitch, quads);
  };
  const words<4> a = row(0), b = row(1), c = row(2), d = row(3);
  const words<4> ab = GENN_SHUFFLE(words<4>, a, b, 0, 4, 1, 5);
  const words<4> cd = GENN_SHUFFLE(words<4>, c, d, 0, 4, 1, 5);
  const words<4> ab_last = GENN_SHUFFLE(words<4>, a, b, 2, 6, 3, 7);
  const words<4> cd_last = GENN_SHUFFLE(words<4>, c, d, 2, 6, 3, 7);
  put(0, GENN_SHUFFLE(words<4>, ab, cd, 0, 1, 4, 5));
  put(1, GENN_SHUFFLE(words<4>, ab, cd, 2, 3, 6, 7));
  put(2, GENN_SHUFFLE(words<4>, ab_last, cd_last, 0, 1, 4, 5));
  put(3, GENN_SHUFFLE(words<4>, ab_last, cd_last, 2, 3, 6, 7));
}
GENN_ALWAYS_INLINE void turn_quads(const std::int16_t* rows, index_t row_pitch, std::int16_t* to,
                                   index_t pitch) {
  for (index_t i = 0; i < 4; ++i)
    for (index_t o = 0; o < 4; ++o)
      store<std::int16_t, 4>(to + i * pitch + 4 * o,
                             load<std::int16_t, 4>(rows + o * row_pitch + 4 * i));
}

/// Puts quads [first, first + quads) of `outputs` rows side by side, those of a tap `pitch` weights
/// behind those of the tap before.
template <class Packing, class W>
GENN_NOINLINE void put_into_quads(const matrix_sizes& m, const W* w, index_t group, index_t row,
                                  index_t outputs, index_t first, index_t quads, W* to,
                                  index_t pitch) {
  if constexpr (std::is_same_v<Packing, tap_quads>) {
    for (index_t q = 0; q < quads; ++q)
      portable::copy_run(to + q * pitch, w + tap_quads::at(m, group, row, 4 * (first + q)),
                         4 * outputs);
  } else {
    index_t turned_rows = 0, turned_quads = 0;
    if constexpr (std::is_same_v<Packing, row_major>) {
      turned_rows = outputs / 4 * 4;
      turned_quads = (m.taps / 4 < first + quads ? m.taps / 4 - first : quads) / 4 * 4;
      const W* rows = w + row_major::at(m, group, row, 4 * first);
      for (index_t o = 0; o < turned_rows; o += 4, rows += 4 * m.taps)
        for (index_t q = 0; q < turned_quads; q += 4)
          turn_quads(rows + 4 * q, m.taps, to + q * pitch + 4 * o, pitch);
    }
    for (index_t o = 0; o < outputs; ++o)
      for (index_t q = o < turned_rows ? turned_quads : 0; q < quads; ++q)
        put_quad<Packing>(m, w, group, row + o, first + q, to + q * pitch + 4 * o);
  }
}

#endif

}  // namespace kernels::dots

GENN_NAMESPACE_END

#include <genn/undef.hpp>

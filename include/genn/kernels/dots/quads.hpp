// SPDX-License-Identifier: BSL-1.0
// Weights in the order tap_quads, which the units read: as they are packed, or put into it.
#pragma once

#include <genn/constants/packing.hpp>
#include <genn/kernels/dots/integers.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::dots {

/// One quad of a row, filled up with zeros.
template <class Packing, class W>
GENN_ALWAYS_INLINE void put_quad(const matrix_sizes& m, const W* w, index_t group, index_t row,
                                 index_t quad, W* to) {
  const index_t left = m.taps - 4 * quad;
  for (index_t k = 0; k < 4; ++k)
    to[k] = k < left ? w[Packing::at(m, group, row, 4 * quad + k)] : W{};
}

#if GENN_INTEGER_BYTES > 0
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
#endif

/// Puts quads [first, first + quads) of `outputs` rows side by side: as many as tap_quads has rows.
template <class Packing, class W>
GENN_NOINLINE void put_into_quads(const matrix_sizes& m, const W* w, index_t group, index_t row,
                                  index_t outputs, index_t first, index_t quads, W* to) {
  const index_t pitch = 4 * outputs;
  index_t turned_rows = 0, turned_quads = 0;
#if GENN_INTEGER_BYTES > 0
  if constexpr (std::is_same_v<Packing, row_major>) {
    turned_rows = outputs / 4 * 4;
    turned_quads = (m.taps / 4 < first + quads ? m.taps / 4 - first : quads) / 4 * 4;
    const W* rows = w + row_major::at(m, group, row, 4 * first);
    for (index_t o = 0; o < turned_rows; o += 4, rows += 4 * m.taps)
      for (index_t q = 0; q < turned_quads; q += 4)
        turn_quads(rows + 4 * q, m.taps, to + q * pitch + 4 * o, pitch);
  }
#endif
  for (index_t o = 0; o < outputs; ++o)
    for (index_t q = o < turned_rows ? turned_quads : 0; q < quads; ++q)
      put_quad<Packing>(m, w, group, row + o, first + q, to + q * pitch + 4 * o);
}

/// Some quads of the outputs from one on: those of a tap `pitch` weights apart.
template <class W>
struct run_of_quads {
  const W* w;
  index_t pitch, quads;
};

/// Weights as they are packed.
template <class W>
struct packed_quads {
  static constexpr bool whole = true;  // all quads of an output come at once
  matrix_sizes sizes;
  const W* w;

  /// From `quad` on, of Lanes outputs from o on.
  template <index_t>
  GENN_ALWAYS_INLINE run_of_quads<W> at(index_t group, index_t o, index_t) const {
    return {w + tap_quads::at(sizes, group, o, 0), 4 * sizes.rows, quads_in(sizes.taps)};
  }
};

/// Where weights of another order are put.
template <class W>
struct quads_buffer {
  static constexpr index_t capacity = 8192 / sizeof(W);
  alignas(64) W at[std::size_t(capacity)];
};

/// All of them at once.
template <class Packing, class W>
GENN_NOINLINE const W* all_quads(const matrix_sizes& m, const W* w, quads_buffer<W>& buffer) {
  for (index_t group = 0; group < m.groups; ++group)
    put_into_quads<Packing>(m, w, group, 0, m.rows, 0, quads_in(m.taps),
                            buffer.at + tap_quads::at(m, group, 0, 0));
  return buffer.at;
}

/// Some of them for each patch.
template <class Packing, class W>
struct turned_quads {
  static constexpr bool whole = false;
  matrix_sizes sizes;
  const W* w;
  quads_buffer<W>& buffer;
  template <index_t Lanes>
  static constexpr index_t at_once = quads_buffer<W>::capacity / (4 * Lanes);

  template <index_t Lanes>
  GENN_ALWAYS_INLINE run_of_quads<W> at(index_t group, index_t o, index_t quad) const {
    const index_t left = quads_in(sizes.taps) - quad;
    const index_t quads = left < at_once<Lanes> ? left : at_once<Lanes>;
    put_into_quads<Packing>(sizes, w, group, o, Lanes, quad, quads, buffer.at);
    return {buffer.at, 4 * Lanes, quads};
  }
};

}  // namespace kernels::dots

GENN_NAMESPACE_END

#include <genn/undef.hpp>

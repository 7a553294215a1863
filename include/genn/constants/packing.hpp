// SPDX-License-Identifier: BSL-1.0
// The order in which a kernel reads a matrix of weights. Part of a constant's type: every packing
// can be read by the reference kernels, so one header runs everywhere.
#pragma once

#include <genn/shape/shape.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

/// A matrix of weights: `groups` blocks of `rows` outputs x `taps` inputs.
struct matrix_sizes {
  index_t groups, rows, taps;
  constexpr index_t size() const { return groups * rows * taps; }
};

/// PyTorch's order: a row of taps for each output.
struct row_major {
  static constexpr char name[] = "row_major";
  static constexpr bool sparse = false;
  static constexpr index_t at(const matrix_sizes& m, index_t group, index_t row, index_t tap) {
    return (group * m.rows + row) * m.taps + tap;
  }
};

/// All outputs of one tap side by side: what kernels read that keep several outputs in registers.
struct tap_major {
  static constexpr char name[] = "tap_major";
  static constexpr bool sparse = false;
  static constexpr index_t at(const matrix_sizes& m, index_t group, index_t row, index_t tap) {
    return (tap * m.groups + group) * m.rows + row;
  }
};

/// Taps in fours, a row filled up with zeros.
constexpr index_t quads_in(index_t taps) { return (taps + 3) / 4; }

/// Four taps of one output, of the next output ..., then the next four taps: what instructions
/// read that multiply and add four integers at a time.
struct tap_quads {
  static constexpr char name[] = "tap_quads";
  static constexpr bool sparse = false;
  static constexpr index_t at(const matrix_sizes& m, index_t group, index_t row, index_t tap) {
    return ((group * quads_in(m.taps) + tap / 4) * m.rows + row) * 4 + tap % 4;
  }
  /// Numbers with the zeros that rows are filled up with.
  static constexpr index_t stored(const matrix_sizes& m) {
    return m.groups * quads_in(m.taps) * 4 * m.rows;
  }
};

/// Bytes of two outputs side by side, tap by tap, 128 added to those of the first one: 16 bits that
/// are 256 * the second weight + (the first one + 128), whatever the weights are. So one
/// multiplication makes a product of both, and one of the upper byte takes them apart modulo 2^32.
/// An output that is left over follows as it is.
struct output_pairs {
  static constexpr char name[] = "output_pairs";
  static constexpr bool sparse = false;
  /// Outputs side by side from an even one on.
  static constexpr index_t beside(const matrix_sizes& m, index_t even) {
    return m.rows - even > 1 ? 2 : 1;
  }
  static constexpr index_t at(const matrix_sizes& m, index_t group, index_t row, index_t tap) {
    const index_t odd = row % 2, even = row - odd;
    return (group * m.rows + even) * m.taps + beside(m, even) * tap + odd;
  }
  /// As it is stored, and back.
  static constexpr std::int8_t moved(const matrix_sizes& m, index_t row, std::int8_t weight) {
    if (row % 2 != 0 || beside(m, row) == 1) return weight;
    return std::int8_t(weight < 0 ? weight + 128 : weight - 128);
  }
};

/// A weight, wherever the packing has put it.
template <class Packing, class W>
constexpr auto weight_at(const W& w, const matrix_sizes& m, index_t group, index_t row,
                         index_t tap) {
  if constexpr (std::is_same_v<Packing, output_pairs>)
    return Packing::moved(m, row, w[Packing::at(m, group, row, tap)]);
  else
    return w[Packing::at(m, group, row, tap)];
}

/// The packings as values.
enum class packing_order { row_major, tap_major, tap_quads, output_pairs, gaps, bitmap, blocks };

/// True for the storages that leave zeros out.
constexpr bool leaves_zeros_out(packing_order p) {
  return p == packing_order::gaps || p == packing_order::bitmap || p == packing_order::blocks;
}

GENN_NAMESPACE_END

#include <genn/undef.hpp>

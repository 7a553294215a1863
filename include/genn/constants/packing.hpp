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

/// The packings as values.
enum class packing_order { row_major, tap_major, tap_quads, gaps, bitmap, blocks };

/// True for the storages that leave zeros out.
constexpr bool leaves_zeros_out(packing_order p) {
  return p == packing_order::gaps || p == packing_order::bitmap || p == packing_order::blocks;
}

GENN_NAMESPACE_END

#include <genn/undef.hpp>

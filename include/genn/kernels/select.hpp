// SPDX-License-Identifier: BSL-1.0
// The only place of choice: sizes, form and machine -> kernel, packing, scratch, overlap. One
// function answers all of it, for the generator that packs and for the compiler that instantiates,
// so they cannot disagree.
#pragma once

#include <genn/constants/bitmap.hpp>
#include <genn/constants/blocks.hpp>
#include <genn/constants/gaps.hpp>
#include <genn/kernels/band.hpp>
#include <genn/kernels/overlap.hpp>
#include <genn/kernels/pointwise_band.hpp>
#include <genn/kernels/reference/contract.hpp>
#include <genn/kernels/rows.hpp>
#include <genn/kernels/window_runs.hpp>
#include <genn/number/element.hpp>
#include <genn/shape/window.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

/// What a kernel may count on: floats in one register, and registers (0: no floating-point unit).
struct machine {
  index_t lanes, registers;
  bool two_operands = false;  ///< a product takes the place of a factor
  bool dots = false;          ///< multiplies and adds four integers at a time
  /// Vectors and positions of a tile that is written in the machine's own instructions; 0: none.
  index_t own_vectors = 0, own_pixels = 0;
  bool halves = false;  ///< multiplies and adds two integers of 16 bits at a time

  /// Vectors of floats for the compiler to use.
  constexpr bool has_vectors() const { return lanes > 1 && own_vectors == 0; }
};

inline constexpr machine this_machine{GENN_FLOAT_LANES,
                                      GENN_FLOAT_REGISTERS,
                                      GENN_TWO_OPERANDS,
                                      (GENN_INTEGER_BYTES > 0),
                                      GENN_HAS_VFP         ? 8
                                      : GENN_HAS_MVE_FLOAT ? 2
                                                           : 0,
                                      GENN_HAS_VFP         ? 2
                                      : GENN_HAS_MVE_FLOAT ? 3
                                                           : 0,
                                      GENN_HAS_DSP && !GENN_HAS_MVE};

#if defined(GENN_REFERENCE_KERNELS)
inline constexpr bool reference_kernels_only = true;
#else
inline constexpr bool reference_kernels_only = false;
#endif

enum class kernel_family {
  reference,
  tiles,
  depthwise,
  sparse,
  sparse_pointwise,
  integers,
  integer_depthwise
};

template <class Packing>
inline constexpr packing_order order_of = packing_order::row_major;
template <>
inline constexpr packing_order order_of<tap_major> = packing_order::tap_major;
template <>
inline constexpr packing_order order_of<tap_quads> = packing_order::tap_quads;
template <>
inline constexpr packing_order order_of<output_pairs> = packing_order::output_pairs;
template <>
inline constexpr packing_order order_of<by_gaps> = packing_order::gaps;
template <>
inline constexpr packing_order order_of<by_bitmap> = packing_order::bitmap;
template <>
inline constexpr packing_order order_of<by_blocks> = packing_order::blocks;

/// The answer. `packing` is what the generator stores; a constant packed otherwise is read by the
/// reference kernel.
struct choice {
  kernel_family family = kernel_family::reference;
  packing_order packing = packing_order::row_major;
  index_t lanes = 1, vectors = 1, pixels = 1;
  index_t scratch_bytes = 0;
  index_t lag = no_overlap;
};

namespace detail {

/// Vectors a tile holds beside `pixels` accumulators each: pixels * vectors sums, the weights of a
/// tap and one broadcast input share the registers.
constexpr index_t vectors_for(index_t registers, index_t pixels, index_t wanted) {
  index_t vectors = 1;
  while (vectors * 2 <= wanted && pixels * vectors * 2 + vectors * 2 + 1 <= registers) vectors *= 2;
  return vectors;
}

constexpr index_t round_up_quotient(index_t a, index_t b) { return (a + b - 1) / b; }

/// Time of a tap of a tile, in parts of an instruction. Few sums would wait for each other.
constexpr index_t time_of(machine m, index_t vectors, index_t pixels) {
  constexpr index_t least_sums = 8;
  const index_t sums = pixels * vectors < least_sums ? least_sums : pixels * vectors;
  return m.two_operands ? 6 * (sums + pixels) + 4 : 4 * sums + vectors + pixels;
}

/// Whether the registers hold a tile, its weights and an input. Where a product takes the place of
/// a factor, weights stay in memory.
constexpr bool holds(machine m, index_t vectors, index_t pixels) {
  return pixels * vectors + (m.two_operands ? 3 : vectors + 2) <= m.registers;
}

/// Vectors and pixels of the tile that takes the least time for a row.
constexpr choice fastest_tile(machine m, choice c, index_t positions, index_t outputs) {
  constexpr index_t most_pixels = 10, most_vectors = 4;
  index_t least = -1;
  for (index_t vectors = 1; vectors <= most_vectors; vectors *= 2)
    for (index_t pixels = 1; pixels <= most_pixels && pixels <= positions; ++pixels) {
      if (!holds(m, vectors, pixels)) continue;
      const index_t time = round_up_quotient(positions, pixels) *
                           round_up_quotient(outputs, vectors * c.lanes) *
                           time_of(m, vectors, pixels);
      if (least >= 0 && time >= least) continue;
      c.vectors = vectors;
      c.pixels = pixels;
      least = time;
    }
  return c;
}

/// Pixels of a tile of a depthwise convolution, which holds the weights of a row, too.
constexpr index_t depthwise_pixels(index_t registers, const window_axis& width) {
  constexpr index_t most_columns_under = 24;
  const index_t room = registers - 2 - width.kernel;
  index_t pixels = room < width.out ? room : width.out;
  if (pixels > 8) pixels = even_part(width.out, 8);
  while (pixels > 1 && kernels::columns_under(width, pixels) > most_columns_under) --pixels;
  return pixels > 1 ? pixels : 1;
}

constexpr choice tiles(machine m, index_t positions, index_t outputs) {
  choice c{};
  c.family = kernel_family::tiles;
  c.packing = packing_order::tap_major;
  if (m.registers == 0) return c;
  while (c.lanes * 2 <= m.lanes && c.lanes * 2 <= outputs) c.lanes *= 2;
  const index_t wanted = round_up_quotient(outputs, c.lanes);
  if (positions == 1) {
    // One position: several sums of it hide the latency of the multiply-add. Weights are read once:
    // vectors of them stay in memory.
    const index_t room = m.has_vectors() ? 2 * m.registers : m.registers;
    c.vectors = vectors_for(room, 1, wanted < 8 ? wanted : 8);
    return c;
  }
  if (m.own_vectors > 0 && c.lanes == m.lanes && wanted >= m.own_vectors) {
    c.vectors = m.own_vectors;
    c.pixels = m.own_pixels;
    return c;
  }
  if (m.has_vectors()) return fastest_tile(m, c, positions, outputs);
  c.vectors = vectors_for(m.registers, 4, wanted);
  const index_t room = (m.registers - 1 - c.vectors) / c.vectors;
  index_t pixels = room < 8 ? room : 8;
  // As many tiles as the largest tile needs, each as even as possible.
  if (pixels > positions) pixels = positions;
  c.pixels = round_up_quotient(positions, round_up_quotient(positions, pixels));
  return c;
}

}  // namespace detail

/// A linear layer as a convolution of windows of one position.
constexpr window_sizes as_window(const contract_sizes& n) {
  window_sizes w;
  w.width.in = w.width.out = n.rows;
  w.channels = n.inputs;
  w.features = n.outputs;
  return w;
}

/// Kernels of integers: scratch and overlap are those of every machine, so that one plan serves
/// all.
constexpr choice select_integers(const window_sizes& n, form f, machine m) {
  const index_t element_bytes = f == form::i8 ? 1 : 2;
  choice c{};
  if (kernels::is_depthwise(n)) {
    c.family = kernel_family::integer_depthwise;
    c.packing = packing_order::tap_major;
    c.scratch_bytes = kernels::depthwise_scratch(n, element_bytes);
    c.lag = lag_of_depthwise(n, element_bytes);
  } else {
    c.family = kernel_family::integers;
    if (m.dots) c.packing = packing_order::tap_quads;
    c.scratch_bytes = kernels::patch_bytes(n);
    c.lag = lag_of_pointwise(n, element_bytes);
  }
  return c;
}

/// So many weights that a kernel of its own pays for a linear layer of one vector.
constexpr bool has_many_weights(const contract_sizes& n) { return n.inputs * n.outputs >= 1024; }

/// Kernel of a linear layer.
constexpr choice select_contract(const contract_sizes& n, form f, machine m) {
  if (f == form::f32) return detail::tiles(m, n.rows, n.outputs);
  choice c = select_integers(as_window(n), f, m);
  if (n.rows == 1) {  // read where it lies
    c.packing = m.halves && f == form::i8 && has_many_weights(n) ? packing_order::output_pairs
                                                                 : packing_order::row_major;
    c.scratch_bytes = 0;
    c.lag = no_overlap;
  }
  return c;
}

/// Kernel of a convolution.
constexpr choice select_convolution(const window_sizes& n, form f, machine m) {
  if (n.depth.in != 1 || n.depth.kernel != 1) return {};
  if (f != form::f32) return select_integers(n, f, m);
  if (!kernels::is_depthwise(n))
    return detail::tiles(m, flattened(n).width.out, n.group_features());
  choice c = detail::tiles(m, 1, n.channels);
  c.family = kernel_family::depthwise;
  if (m.has_vectors()) c.pixels = detail::depthwise_pixels(m.registers, n.width);
  if (c.pixels > 1) c.vectors = 1;
  return c;
}

/// Kernels over weights that leave zeros out: of every machine.
constexpr choice select_sparse_convolution(const window_sizes& n, form f, packing_order packing) {
  choice c{};
  c.packing = packing;
  if (n.depth.in != 1 || n.depth.kernel != 1 || reference_kernels_only) return c;
  if (f != form::f32 && kernels::is_pointwise(n)) {
    c.family = kernel_family::sparse_pointwise;
    c.scratch_bytes = kernels::pointwise_scratch(n);
    c.lag = lag_of_pointwise(n, f == form::i8 ? 1 : 2);
  } else {
    c.family = kernel_family::sparse;
    c.scratch_bytes = band_of(flattened(n)).size() * index_t{sizeof(std::int32_t)};
    const index_t copies = f == form::f32 || packing != packing_order::gaps
                               ? 0
                               : kernels::window_copies(flattened(n), f == form::i8 ? 1 : 2);
    if (copies > c.scratch_bytes) c.scratch_bytes = copies;
  }
  return c;
}
constexpr choice select_sparse_contract(const contract_sizes& n, form f, packing_order packing) {
  if (n.rows > 1) return select_sparse_convolution(as_window(n), f, packing);
  choice c{};
  c.packing = packing;
  if (!reference_kernels_only) c.family = kernel_family::sparse;
  return c;
}

/// The choice for a constant as it is packed, under the options of this unit. Kernels of integers
/// read the quads of a convolution everywhere, any packing where they put it into quads, and the
/// two packings of a vector's layer.
constexpr choice as_packed(choice c, packing_order packing, bool reads_it = false) {
  if ((packing != c.packing && !reads_it) || reference_kernels_only) c = {};
  c.packing = packing;
  return c;
}
constexpr bool reads(const choice& c, machine m, packing_order packing) {
  return c.family == kernel_family::integers && (m.dots || packing == packing_order::tap_quads);
}
constexpr choice choose_contract(const contract_sizes& n, form f, machine m,
                                 packing_order packing) {
  if (leaves_zeros_out(packing)) return select_sparse_contract(n, f, packing);
  const choice c = select_contract(n, f, m);
  const bool by_rows =
      packing == packing_order::row_major || packing == packing_order::output_pairs;
  return as_packed(c, packing, n.rows > 1 ? reads(c, m, packing) : f != form::f32 && by_rows);
}
constexpr choice choose_convolution(const window_sizes& n, form f, machine m,
                                    packing_order packing) {
  if (leaves_zeros_out(packing)) return select_sparse_convolution(n, f, packing);
  const choice c = select_convolution(n, f, m);
  return as_packed(c, packing, reads(c, m, packing));
}

GENN_NAMESPACE_END

#include <genn/undef.hpp>

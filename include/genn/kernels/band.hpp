// SPDX-License-Identifier: BSL-1.0
// How many output positions a sparse convolution sums at once: it decodes a weight once for all of
// them.
#pragma once

#include <genn/shape/window.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

/// Output positions of a band: some rows as a whole, or a part of one.
struct band {
  index_t rows, columns;
  constexpr index_t size() const { return rows * columns; }
};

/// More positions gain little: decoding is then a twentieth of the work.
inline constexpr index_t most_positions_in_band = 128;

/// The largest of equal parts of `length` that holds at most `most`.
constexpr index_t even_part(index_t length, index_t most) {
  const index_t parts = quotient(length + most - 1, most);
  return quotient(length + parts - 1, parts);
}

constexpr band band_of(const window_sizes& n) {
  const index_t columns = even_part(n.width.out, most_positions_in_band);
  if (columns < n.width.out) return {1, columns};
  return {even_part(n.height.out, most_positions_in_band / columns), columns};
}

/// The same convolution with its positions in one row, where its windows are single positions one
/// behind the other.
constexpr window_sizes flattened(const window_sizes& n) {
  const auto each = [](const window_axis& a) {
    return a.kernel == 1 && a.stride == 1 && a.before == 0 && a.in == a.out;
  };
  if (!each(n.depth) || !each(n.height) || !each(n.width)) return n;
  window_sizes flat = n;
  flat.batch = 1;
  flat.depth = flat.height = {};
  flat.width.in = flat.width.out = n.batch * n.positions();
  flat.width.dilation = 1;
  return flat;
}

GENN_NAMESPACE_END

#include <genn/undef.hpp>

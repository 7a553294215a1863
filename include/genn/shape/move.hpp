// SPDX-License-Identifier: BSL-1.0
// Shapes of layers that move elements: permute, concatenate, reshape.
#pragma once

#include <genn/shape/shape.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

/// Axis `axis` of the result is axis `order.at[axis]` of the operand. Not valid unless `order`
/// names every axis once.
constexpr extents permuted(const extents& in, const extents& order) {
  if (!in.valid() || in.rank != order.rank) return no_extents;
  bool seen[max_rank] = {};
  extents out{in.rank, {}};
  for (index_t axis = 0; axis < in.rank; ++axis) {
    const index_t source = order.at[axis];
    if (source < 0 || source >= in.rank || seen[source]) return no_extents;
    seen[source] = true;
    out.at[axis] = in.at[source];
  }
  return out;
}

/// True where a permutation moves no element: only axes of extent 1 change places.
constexpr bool permutes_nothing(const extents& in, const extents& order) {
  index_t last = -1;
  for (index_t axis = 0; axis < order.rank; ++axis) {
    if (in.at[order.at[axis]] == 1) continue;
    if (order.at[axis] < last) return false;
    last = order.at[axis];
  }
  return true;
}

/// Joins two shapes along `axis`; all other extents must agree.
constexpr extents concatenated(const extents& a, const extents& b, index_t axis) {
  if (!a.valid() || !b.valid() || a.rank != b.rank || axis < 0 || axis >= a.rank) return no_extents;
  extents out = a;
  for (index_t i = 0; i < a.rank; ++i) {
    if (i == axis)
      out.at[i] += b.at[i];
    else if (a.at[i] != b.at[i])
      return no_extents;
  }
  return out;
}

GENN_NAMESPACE_END

#include <genn/undef.hpp>

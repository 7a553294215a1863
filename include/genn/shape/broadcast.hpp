// SPDX-License-Identifier: BSL-1.0
// Broadcasting: shapes are aligned at their last axis, extents of 1 repeat.
#pragma once

#include <genn/shape/shape.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

/// Shape of an element-wise function of two tensors; not valid where extents differ.
constexpr extents broadcast(const extents& a, const extents& b) {
  if (!a.valid() || !b.valid()) return no_extents;
  extents out{a.rank > b.rank ? a.rank : b.rank, {}};
  for (index_t back = 1; back <= out.rank; ++back) {
    const index_t x = back <= a.rank ? a.at[a.rank - back] : 1;
    const index_t y = back <= b.rank ? b.at[b.rank - back] : 1;
    if (x != y && x != 1 && y != 1) return no_extents;
    out.at[out.rank - back] = x == 1 ? y : x;
  }
  return out;
}

/// Steps through an operand while one walks through `out`: 0 along repeated axes.
struct broadcast_steps {
  index_t at[max_rank] = {};
};

constexpr broadcast_steps steps_of(const extents& operand, const extents& out) {
  broadcast_steps steps{};
  index_t pitch = 1;
  for (index_t back = 1; back <= operand.rank; ++back) {
    const index_t extent = operand.at[operand.rank - back];
    steps.at[out.rank - back] = extent == 1 ? 0 : pitch;
    pitch *= extent;
  }
  return steps;
}

GENN_NAMESPACE_END

#include <genn/undef.hpp>

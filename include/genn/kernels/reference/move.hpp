// SPDX-License-Identifier: BSL-1.0
// Kernels that move elements.
#pragma once

#include <genn/shape/move.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::reference {

template <class X, class Y>
constexpr void copy(index_t count, X x, Y y) {
  for (index_t i = 0; i < count; ++i) y[i] = x[i];
}

/// y[i0, i1, ...] = x[offset + i0 * pitch0 + i1 * pitch1 + ...]: slices, flips, repeats.
template <class X, class Y>
constexpr void strided_copy(const extents& out, const extents& pitch, index_t offset, X x, Y y) {
  index_t index[max_rank] = {};
  index_t at = offset;
  const index_t count = out.size();
  for (index_t i = 0; i < count; ++i) {
    y[i] = x[at];
    for (index_t axis = out.rank - 1; axis >= 0; --axis) {
      at += pitch.at[axis];
      if (++index[axis] < out.at[axis]) break;
      index[axis] = 0;
      at -= pitch.at[axis] * out.at[axis];
    }
  }
}

/// y[i0, i1, ...] = x with axis order.at[k] at index ik. `in` is the shape of x.
template <class X, class Y>
constexpr void permute(const extents& in, const extents& order, X x, Y y) {
  extents pitch{in.rank, {}};
  for (index_t axis = 0; axis < in.rank; ++axis)
    pitch.at[axis] = in.span(order.at[axis] + 1, in.rank);
  strided_copy(permuted(in, order), pitch, 0, x, y);
}

/// y[i + before] = x[i]; every other element of y, of shape `out`, is `value`.
template <class X, class Y, class Value>
constexpr void pad(const extents& in, const extents& before, const extents& out, Value value, X x,
                   Y y) {
  index_t index[max_rank] = {};
  const index_t count = out.size();
  for (index_t i = 0; i < count; ++i) {
    index_t from = 0;
    bool inside = true;
    for (index_t axis = 0; axis < out.rank; ++axis) {
      const index_t at = index[axis] - before.at[axis];
      inside = inside && at >= 0 && at < in.at[axis];
      from = from * in.at[axis] + at;
    }
    y[i] = inside ? x[from] : value;
    for (index_t axis = out.rank - 1; axis >= 0; --axis) {
      if (++index[axis] < out.at[axis]) break;
      index[axis] = 0;
    }
  }
}

/// Writes x, [outer, length, inner], into the axis of y, [outer, total, inner], from `begin` on.
template <class X, class Y>
constexpr void place(index_t outer, index_t length, index_t total, index_t inner, index_t begin,
                     X x, Y y) {
  for (index_t o = 0; o < outer; ++o)
    for (index_t i = 0; i < length * inner; ++i)
      y[(o * total + begin) * inner + i] = x[o * length * inner + i];
}

}  // namespace kernels::reference

GENN_NAMESPACE_END

#include <genn/undef.hpp>

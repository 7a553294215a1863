// SPDX-License-Identifier: BSL-1.0
// One axis of a tensor among the others.
#pragma once

#include <genn/shape/shape.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

/// A tensor seen as [outer, length, inner]: the middle axis is the one worked on.
struct axis_sizes {
  index_t outer, length, inner;
};

constexpr axis_sizes around(const extents& e, index_t axis) {
  return {e.span(0, axis), e.at[axis], e.span(axis + 1, e.rank)};
}

GENN_NAMESPACE_END

#include <genn/undef.hpp>

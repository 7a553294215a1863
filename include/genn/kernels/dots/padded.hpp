// SPDX-License-Identifier: BSL-1.0
// A small input with its padding, as a unit multiplies it: no window looks for the border then.
#pragma once

#include <genn/kernels/dots/integers.hpp>
#include <genn/kernels/rows.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::dots {

#if GENN_INTEGER_BYTES > 0

/// The axis over the elements that its windows see, padding included.
constexpr window_axis over_padded(const window_axis& a) {
  return {columns_under(a, a.out), a.out, a.kernel, a.stride, a.dilation, 0};
}
constexpr window_sizes over_padded(const window_sizes& n) {
  return {n.batch,    n.depth, over_padded(n.height), over_padded(n.width), n.channels,
          n.features, n.groups};
}

template <class Shape>
struct padded_shape {
  static constexpr window_sizes value = over_padded(Shape::value);
};

constexpr bool sees_padding(const window_axis& a) {
  return a.before > 0 || a.start(a.out - 1) + (a.kernel - 1) * a.dilation >= a.in;
}

/// Whether an input is copied with its padding. Inputs of many channels have few borders to look
/// for.
template <class Shape, class Input>
constexpr bool is_padded() {
  constexpr window_sizes n = Shape::value;
  constexpr index_t most_bytes = 8 * 1024;
  return n.batch == 1 && (sees_padding(n.height) || sees_padding(n.width)) &&
         over_padded(n).in_size() * index_t{sizeof(Input)} <= most_bytes;
}

/// Copies `count` elements as inputs of a unit.
template <class Unit, class X>
GENN_ALWAYS_INLINE void put_some(typename Unit::input* to, const X* from, index_t count) {
  constexpr index_t many = 8;
  for (; count >= many; count -= many, to += many, from += many) Unit::template put<many>(to, from);
  for (; count > 0; --count) Unit::template put<1>(to++, from++);
}

template <class Unit, class X>
GENN_ALWAYS_INLINE void pad(const window_sizes& n, const X* x, typename Unit::input padding,
                            typename Unit::input* to) {
  const index_t rows = columns_under(n.height, n.height.out);
  const index_t columns = columns_under(n.width, n.width.out);
  const auto fill = [&](index_t count) GENN_INLINED {
    for (; count > 0; --count) *to++ = padding;
  };
  const index_t iw = n.width.start(0);
  const index_t before = iw >= 0 ? 0 : -iw < columns ? -iw : columns;
  const index_t room = n.width.in - iw < columns ? n.width.in - iw : columns;
  const index_t end = room < before ? before : room;
  for (index_t row = 0; row < rows; ++row) {
    const index_t ih = n.height.start(0) + row;
    if (ih < 0 || ih >= n.height.in) {
      fill(columns * n.channels);
      continue;
    }
    fill(before * n.channels);
    const index_t count = (end - before) * n.channels;
    put_some<Unit>(to, x + (ih * n.width.in + iw + before) * n.channels, count);
    to += count;
    fill((columns - end) * n.channels);
  }
}

#endif

}  // namespace kernels::dots

GENN_NAMESPACE_END

#include <genn/undef.hpp>

// SPDX-License-Identifier: BSL-1.0
// The inputs of some windows as a unit multiplies them, one window behind the other, in whole
// quads; how many taps lie side by side is known to the compiler.
#pragma once

#include <genn/constants/packing.hpp>
#include <genn/kernels/dots/padded.hpp>
#include <genn/kernels/portable/integer_convolution.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::dots {

#if GENN_INTEGER_BYTES > 0

template <class Unit, class Shape, class X>
struct gathered {
  using input = typename Unit::input;
  static constexpr window_sizes shape = Shape::value;
  static constexpr index_t channels = shape.group_channels();
  static constexpr index_t taps = shape.taps(), pitch = 4 * quads_in(taps);
  static constexpr bool side_by_side = shape.groups == 1 && shape.width.dilation == 1;

  /// Whether all windows lie on data, and are single positions one behind the other.
  static constexpr bool inside(const window_axis& a) { return !sees_padding(a); }
  static constexpr bool single(const window_axis& a) {
    return a.kernel == 1 && a.stride == 1 && a.before == 0 && a.in == a.out;
  }
  static constexpr bool in_order = shape.groups == 1 && single(shape.height) && single(shape.width);

  const window_sizes& n;
  const X* x;  // of the group
  input padding;
  input* inputs;

  /// `count` windows from `at` on; says where the next one is. Windows in order are counted in the
  /// first row.
  GENN_ALWAYS_INLINE portable::position put(portable::position at, index_t count) const {
    input* to = inputs;
    const X* from = address(at);
    for (index_t i = 0; i < count; ++i, to += pitch, from += channels) {
      // Weights of taps that fill a quad up are 0, but inputs have to be there.
      for (index_t k = taps; k < pitch; ++k) to[k] = input{};
      if constexpr (in_order) {
        run<taps>(to, from);
      } else {
        window(to, at);
        at.advance(n);
      }
    }
    if constexpr (in_order) at.column += count;
    return at;
  }

 private:
  /// Of the first tap.
  GENN_ALWAYS_INLINE const X* address(const portable::position& at) const {
    const index_t row = at.sample * n.height.in + n.height.start(at.row);
    return x + (row * n.width.in + n.width.start(at.column)) * shape.channels;
  }
  GENN_ALWAYS_INLINE void window(input* to, const portable::position& at) const {
    constexpr index_t row_taps = shape.width.kernel * channels;
    const X* from = address(at);
    const index_t row_size = shape.height.dilation * n.width.in * shape.channels;
    const index_t iw = n.width.start(at.column);
    index_t ih = n.height.start(at.row);
    for (index_t h = 0; h < shape.height.kernel;
         ++h, ih += shape.height.dilation, to += row_taps, from += row_size)
      if (!inside(shape.height) && (ih < 0 || ih >= n.height.in))
        fill<row_taps>(to);
      else
        row(to, from, iw);
  }
  GENN_ALWAYS_INLINE void row(input* to, const X* from, index_t iw) const {
    const bool all = inside(shape.width) || (iw >= 0 && iw + shape.width.kernel <= n.width.in);
    if (side_by_side && all) return run<shape.width.kernel * channels>(to, from);
    for (index_t k = 0; k < shape.width.kernel; ++k) {
      if (!inside(shape.width) && (iw < 0 || iw >= n.width.in))
        fill<channels>(to);
      else
        run<channels>(to, from);
      iw += shape.width.dilation;
      to += channels;
      from += shape.width.dilation * shape.channels;
    }
  }

  template <index_t Count>
  GENN_ALWAYS_INLINE void fill(input* to) const {
    for (index_t k = 0; k < Count; ++k) to[k] = padding;
  }
  template <index_t Count>
  static GENN_ALWAYS_INLINE void run(input* to, const X* from) {
    constexpr index_t many = GENN_INTEGER_BYTES / 2;
    for (index_t i = 0; i < Count / many; ++i, to += many, from += many)
      Unit::template put<many>(to, from);
    rest<Count % many, many / 2>(to, from);
  }
  template <index_t Count, index_t Many>
  static GENN_ALWAYS_INLINE void rest(input* to, const X* from) {
    if constexpr (Count >= Many && Count > 0) {
      Unit::template put<Many>(to, from);
      rest<Count - Many, Many>(to + Many, from + Many);
    } else if constexpr (Count > 0) {
      rest<Count, Many / 2>(to, from);
    }
  }
};

#endif

}  // namespace kernels::dots

GENN_NAMESPACE_END

#include <genn/undef.hpp>

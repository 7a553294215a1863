// SPDX-License-Identifier: BSL-1.0
// The inputs of some windows as a unit multiplies them, one window behind the other, in whole quads;
// how many taps lie side by side is known to the compiler.
#pragma once

#include <genn/constants/packing.hpp>
#include <genn/kernels/dots/integers.hpp>
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

  const window_sizes& n;
  const X* x;  // of the group
  input padding;
  input* inputs;

  /// `count` windows from `at` on; says where the next one is.
  GENN_ALWAYS_INLINE portable::position put(portable::position at, index_t count) const {
    input* to = inputs;
    for (; count > 0; --count, to += pitch, at.advance(n)) {
      window(to, at);
      // Weights of taps that fill a quad up are 0, but inputs have to be there.
      for (index_t k = taps; k < pitch; ++k) to[k] = input{};
    }
    return at;
  }

 private:
  GENN_ALWAYS_INLINE void window(input* to, const portable::position& at) const {
    constexpr index_t row_taps = shape.width.kernel * channels;
    const X* const sample = x + at.sample * n.height.in * n.width.in * shape.channels;
    const index_t iw = n.width.start(at.column);
    index_t ih = n.height.start(at.row);
    for (index_t h = 0; h < shape.height.kernel; ++h, ih += shape.height.dilation, to += row_taps)
      if (ih < 0 || ih >= n.height.in)
        fill<row_taps>(to);
      else
        row(to, sample + ih * n.width.in * shape.channels, iw);
  }
  GENN_ALWAYS_INLINE void row(input* to, const X* from, index_t iw) const {
    if (side_by_side && iw >= 0 && iw + shape.width.kernel <= n.width.in)
      return run<shape.width.kernel * channels>(to, from + iw * shape.channels);
    for (index_t k = 0; k < shape.width.kernel; ++k, iw += shape.width.dilation, to += channels)
      if (iw < 0 || iw >= n.width.in)
        fill<channels>(to);
      else
        run<channels>(to, from + iw * shape.channels);
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

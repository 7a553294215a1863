// SPDX-License-Identifier: BSL-1.0
// Maximum pools of integers: a window is found once for all of its channels, a word of which is
// compared at once where an instruction does that.
#pragma once

#include <genn/functions/activation.hpp>
#include <genn/kernels/armv7em/words.hpp>
#include <genn/kernels/portable/integer_avg_pool.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::portable {

/// The taps of a window that lie on data: numbers of them along the axes, elements from one to the
/// next.
struct taps_on_data {
  index_t planes, rows, columns;
  index_t plane_step, row_step, column_step;

  /// The largest of the taps from `from` on, as Parts sees them.
  template <class Parts, class X>
  GENN_ALWAYS_INLINE typename Parts::type largest(const X* from) const {
    typename Parts::type best = Parts::load(from);
    for (index_t plane = planes; plane > 0; --plane, from += plane_step) {
      const X* in_plane = from;
      for (index_t row = rows; row > 0; --row, in_plane += row_step) {
        const X* at = in_plane;
        for (index_t column = columns; column > 0; --column, at += column_step)
          best = Parts::larger(best, Parts::load(at));
      }
    }
    return best;
  }
};

/// A channel, and all that a word holds.
template <class X>
struct one_channel {
  using type = X;
  static GENN_ALWAYS_INLINE X load(const X* x) { return *x; }
  static GENN_ALWAYS_INLINE X larger(X a, X b) { return a > b ? a : b; }
};
template <class X>
struct word_of_channels {
  using type = armv7em::word;
  static GENN_ALWAYS_INLINE type load(const X* x) { return armv7em::load_word(x); }
  static GENN_ALWAYS_INLINE type larger(type a, type b) { return armv7em::larger<X>(a, b); }
};

/// As reference::max_pool; each result is written behind the last read of its window and channel.
/// Apart, so that layers of all sizes share it.
template <class X, class F>
GENN_NOINLINE void integer_max_pool(const window_sizes& n, const X* x, X* y, F f) {
  constexpr index_t each = GENN_HAS_DSP ? 4 / index_t{sizeof(X)} : 1;
  const index_t channels = n.channels, row = n.width.in * channels, plane = n.height.in * row;
  for (index_t sample = 0; sample < n.batch; ++sample, x += n.depth.in * plane)
    for (index_t od = 0; od < n.depth.out; ++od) {
      const data_range d = on_data(n.depth, od);
      for (index_t oh = 0; oh < n.height.out; ++oh) {
        const data_range h = on_data(n.height, oh);
        for (index_t ow = 0; ow < n.width.out; ++ow) {
          const data_range w = on_data(n.width, ow);
          const taps_on_data taps{d.taps,
                                  h.taps,
                                  w.taps,
                                  n.depth.dilation * plane,
                                  n.height.dilation * row,
                                  n.width.dilation * channels};
          const X* from = x;
          if (d.taps * h.taps * w.taps > 0)
            from += d.begin * plane + h.begin * row + w.begin * channels;
          index_t left = channels;
          for (; each > 1 && left >= each; left -= each, from += each) {
            armv7em::store_word(y, taps.template largest<word_of_channels<X>>(from));
            for (index_t c = 0; c < each; ++c, ++y)
              if constexpr (!std::is_same_v<F, identity>) *y = static_cast<X>(f(*y));
          }
          for (; left > 0; --left)
            *y++ = static_cast<X>(f(taps.template largest<one_channel<X>>(from++)));
        }
      }
    }
}

}  // namespace kernels::portable

GENN_NAMESPACE_END

#include <genn/undef.hpp>

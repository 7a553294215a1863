// SPDX-License-Identifier: BSL-1.0
// Convolutions of integers: the inputs of two windows are gathered into a patch, padding included,
// and multiplied by the weights of two outputs at a time. Sizes are arguments, so that layers of
// all sizes share this code.
#pragma once

#include <genn/constants/constant.hpp>
#include <genn/kernels/portable/end_sums.hpp>
#include <genn/kernels/portable/patch.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::portable {

/// Puts the inputs of windows of one group into a patch.
template <class Patch, class X>
struct gather {
  const window_sizes& n;
  index_t channels;  // of a group
  std::int16_t padding;
  Patch& patch;

  /// The window at (oh, ow) of a sample.
  GENN_ALWAYS_INLINE void operator()(index_t which, const X* x, index_t oh, index_t ow) const {
    const index_t row_taps = n.width.kernel * channels, iw = n.width.start(ow);
    index_t at = 0, ih = n.height.start(oh);
    const index_t below = ih + (n.height.kernel - 1) * n.height.dilation;
    if (ih >= 0 && below < n.height.in && lies_side_by_side(iw)) {  // as most do
      const index_t pitch = n.width.in * channels;
      const X* from = x + ih * pitch + iw * channels;
      for (index_t kh = n.height.kernel; kh > 0;
           --kh, from += n.height.dilation * pitch, at += row_taps)
        patch.put(which, at, from, row_taps);
      return;
    }
    for (index_t kh = 0; kh < n.height.kernel; ++kh, ih += n.height.dilation, at += row_taps)
      if (ih < 0 || ih >= n.height.in)
        patch.fill(which, at, padding, row_taps);
      else
        row(which, at, x + ih * n.width.in * n.channels, iw);
  }

 private:
  /// Whether the taps of a row from column iw on lie side by side in the input.
  GENN_ALWAYS_INLINE bool lies_side_by_side(index_t iw) const {
    return channels == n.channels && n.width.dilation == 1 && iw >= 0 &&
           iw + n.width.kernel <= n.width.in;
  }
  GENN_ALWAYS_INLINE void row(index_t which, index_t at, const X* x, index_t iw) const {
    if (channels == n.channels && n.width.dilation == 1) {
      if (lies_side_by_side(iw))
        return patch.put(which, at, x + iw * channels, n.width.kernel * channels);
      const index_t left = iw < 0 ? -iw : 0, room = n.width.in - iw;
      const index_t right = room < n.width.kernel ? room : n.width.kernel;
      if (left >= right) return patch.fill(which, at, padding, n.width.kernel * channels);
      patch.fill(which, at, padding, left * channels);
      patch.put(which, at + left * channels, x + (iw + left) * channels, (right - left) * channels);
      patch.fill(which, at + right * channels, padding, (n.width.kernel - right) * channels);
    } else {
      for (index_t kw = 0; kw < n.width.kernel; ++kw, iw += n.width.dilation, at += channels)
        if (iw < 0 || iw >= n.width.in)
          patch.fill(which, at, padding, channels);
        else
          patch.put(which, at, x + iw * n.channels, channels);
    }
  }
};

/// The output positions in memory order.
struct position {
  index_t sample = 0, row = 0, column = 0;
  GENN_ALWAYS_INLINE void advance(const window_sizes& n) {
    if (++column < n.width.out) return;
    column = 0;
    if (++row < n.height.out) return;
    row = 0;
    ++sample;
  }
};

/// Whether a patch computes results; others compute sums, which are ended here.
template <class Patch, class F>
inline constexpr bool ends_sums = false;

/// Outputs [first, last) of a patch, at `count` positions from y on.
template <class Patch, class W, class B, class Y, class F>
GENN_ALWAYS_INLINE void multiply(const Patch& patch, index_t taps, index_t first, index_t last,
                                 const W* w, const B& bias, Y* y, index_t features, index_t count,
                                 const F& f) {
  if constexpr (ends_sums<Patch, F>)
    patch.compute(w, first, last - first, bias, y + first, features, count, f);
  else
    for (index_t o = first; o < last; o += outputs_at_once, w += outputs_at_once * taps) {
      const index_t outputs = last - o < outputs_at_once ? last - o : outputs_at_once;
      std::int32_t sums[Patch::windows * outputs_at_once];
      patch.multiply(w, outputs, sums);
      end_sums(sums, {Patch::windows, count, outputs, features}, bias, o, y + o, f);
    }
}

/// As reference::convolution, weights row-major, depth 1. `scratch` holds patch_bytes(n). y may
/// begin lag_of_pointwise(n) in front of x.
template <class Patch, class X, class W, class B, class Y, class F>
GENN_ALWAYS_INLINE void integer_convolution(const window_sizes& n, const X* x, const W* w, B bias,
                                            Y* y, const F& f, std::int16_t padding, void* scratch) {
  const index_t channels = n.group_channels(), features = n.group_features(), taps = n.taps();
  const index_t sample_size = n.height.in * n.width.in * n.channels;
  Patch patch(scratch, taps);
  const gather<Patch, X> put{n, channels, padding, patch};
  position here{};
  for (index_t left = n.batch * n.height.out * n.width.out; left > 0; left -= Patch::windows) {
    const index_t count = left < Patch::windows ? left : Patch::windows;
    position next{};
    for (index_t group = 0; group < n.groups; ++group) {
      next = here;
      for (index_t i = 0; i < Patch::windows; ++i) {
        // What is missing in the last patch repeats a position.
        const position p = i < count ? next : here;
        put(i, x + group * channels + p.sample * sample_size, p.row, p.column);
        if (i < count) next.advance(n);
      }
      multiply(patch, taps, group * features, (group + 1) * features, w + group * features * taps,
               bias, y, n.features, count, f);
    }
    here = next;
    if constexpr (ends_sums<Patch, F>) patch.limit(y, count * n.features, f);
    y += count * n.features;
  }
}

}  // namespace kernels::portable

GENN_NAMESPACE_END

#include <genn/undef.hpp>

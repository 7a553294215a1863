// SPDX-License-Identifier: BSL-1.0
// Convolutions of integers in few instructions: tap by tap into a patch, which the machine's own
// loops multiply.
#pragma once

#include <genn/kernels/portable/integer_convolution.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::small {

/// Puts the window at (oh, ow) of a sample into a patch, with `channels` of its channels.
template <class Patch, class X>
GENN_NOINLINE void put_window(const window_sizes& n, index_t channels, X padding, Patch& patch,
                              index_t which, const X* x, index_t oh, index_t ow) {
  index_t at = 0, ih = n.height.start(oh);
  for (index_t h = n.height.kernel; h > 0; --h, ih += n.height.dilation) {
    index_t iw = n.width.start(ow);
    for (index_t k = n.width.kernel; k > 0; --k, iw += n.width.dilation)
      if (ih >= 0 && ih < n.height.in && iw >= 0 && iw < n.width.in) {
        patch.put(which, at, x + (ih * n.width.in + iw) * n.channels, channels);
        at += channels;
      } else {
        for (index_t c = channels; c > 0; --c) patch.put(which, at++, &padding, 1);
      }
  }
}

/// As portable::integer_convolution, one group after the other.
template <class Patch, class X, class W, class B, class Y, class F>
GENN_ALWAYS_INLINE void integer_convolution(const window_sizes& n, const X* x, const W* w,
                                            const B& bias, Y* y, const F& f, X padding,
                                            void* scratch) {
  const index_t channels = n.group_channels(), features = n.group_features(), taps = n.taps();
  const index_t sample_size = n.height.in * n.width.in * n.channels;
  Patch patch(scratch, taps);
  for (index_t first = 0; first < n.features; first += features, x += channels) {
    const X* from = x;
    Y* to = y;
    index_t count = 0, left = n.batch * n.height.out * n.width.out;
    for (index_t sample = 0; sample < n.batch; ++sample, from += sample_size)
      for (index_t oh = 0; oh < n.height.out; ++oh)
        for (index_t ow = 0; ow < n.width.out; ++ow) {
          index_t filled = count++;
          --left;
          // What is missing in the last patch repeats a position.
          do put_window(n, channels, padding, patch, filled++, from, oh, ow);
          while (left == 0 && filled < Patch::windows);
          if (filled < Patch::windows) continue;
          portable::multiply(patch, taps, first, first + features, w + first * taps, bias, to,
                             n.features, count, f);
          to += count * n.features;
          count = 0;
        }
  }
  if constexpr (portable::ends_sums<Patch, F>) patch.limit(y, n.out_size(), f);
}

}  // namespace kernels::small

GENN_NAMESPACE_END

#include <genn/undef.hpp>

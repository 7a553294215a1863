// SPDX-License-Identifier: BSL-1.0
// Windows that move over an axis: the formulas of convolutions and pools, as PyTorch defines them.
#pragma once

#include <genn/shape/shape.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

template <index_t... Extents>
struct kernel {};
template <index_t... Steps>
struct stride {};
template <index_t... Steps>
struct dilation {};
/// Zeros (for maximum pools: minus infinities) on both sides of each axis.
template <index_t... Each>
struct padding {};
/// The same with different sides: before and after the first axis, then the second.
template <index_t... BeforeAndAfter>
struct padding_sides {};
template <index_t... Count>
struct groups {};

/// One axis of a window: `in` elements, windows of `kernel` taps that lie `dilation` apart, a
/// window every `stride`, the first one `before` elements ahead of the data.
struct window_axis {
  index_t in = 1, out = 1, kernel = 1, stride = 1, dilation = 1, before = 0;

  /// Where window `o` begins; negative inside the padding.
  GENN_ALWAYS_INLINE constexpr index_t start(index_t o) const { return o * stride - before; }
  /// First tap of window `o` that lies on data.
  GENN_ALWAYS_INLINE constexpr index_t first_tap(index_t o) const {
    const index_t s = start(o);
    return s >= 0 ? 0 : quotient(-s + dilation - 1, dilation);
  }
  /// One past the last tap of window `o` that lies on data.
  GENN_ALWAYS_INLINE constexpr index_t last_tap(index_t o) const {
    const index_t room = in - start(o);
    const index_t taps = room <= 0 ? 0 : quotient(room + dilation - 1, dilation);
    return taps < kernel ? taps : kernel;
  }
};

/// Number of windows on an axis; 0 where the kernel does not fit.
///
///   floor((in + before + after - dilation * (kernel - 1) - 1) / stride) + 1
///
/// With `ceil`, a last window that begins on data or in front of it may hang over the end.
constexpr index_t window_count(index_t in, index_t kernel, index_t stride, index_t dilation,
                               index_t before, index_t after, bool ceil = false) {
  const index_t room = in + before + after - dilation * (kernel - 1) - 1;
  if (room < 0 || stride < 1) return 0;
  const index_t count = (room + (ceil ? stride - 1 : 0)) / stride + 1;
  return ceil && (count - 1) * stride >= in + before ? count - 1 : count;
}

/// Sizes of a convolution or a pool over channels-last tensors: in [batch, depth, height, width,
/// channels], out [batch, depth, height, width, features]. Axes that do not exist have extent 1.
struct window_sizes {
  index_t batch = 1;
  window_axis depth, height, width;
  index_t channels = 1, features = 1, groups = 1;

  GENN_ALWAYS_INLINE constexpr index_t window() const {
    return depth.kernel * height.kernel * width.kernel;
  }
  GENN_ALWAYS_INLINE constexpr index_t group_channels() const { return quotient(channels, groups); }
  GENN_ALWAYS_INLINE constexpr index_t group_features() const { return quotient(features, groups); }
  /// Inputs that one output reads through weights.
  GENN_ALWAYS_INLINE constexpr index_t taps() const { return window() * group_channels(); }
  GENN_ALWAYS_INLINE constexpr index_t positions() const {
    return depth.out * height.out * width.out;
  }
  GENN_ALWAYS_INLINE constexpr index_t in_size() const {
    return batch * depth.in * height.in * width.in * channels;
  }
  GENN_ALWAYS_INLINE constexpr index_t out_size() const { return batch * positions() * features; }
};

GENN_NAMESPACE_END

#include <genn/undef.hpp>

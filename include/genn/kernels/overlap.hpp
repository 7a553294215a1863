// SPDX-License-Identifier: BSL-1.0
// Overlap that kernels allow between an output and an operand that dies: the output may begin `lag`
// bytes, or more, in front of the operand.
#pragma once

#include <genn/shape/axis.hpp>
#include <genn/shape/window.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

/// None at all.
inline constexpr index_t no_overlap = -1;

/// How far in front of its input the output of a pool must begin, in bytes, so that no element
/// is overwritten before it is read. Windows are computed in memory order, each channel by channel.
constexpr index_t lag_of_pool(const window_sizes& n, index_t element_bytes) {
  if (n.batch != 1 || n.depth.in != 1) return no_overlap;
  const auto start = [](const window_axis& axis, index_t o) {
    return axis.start(o) + axis.first_tap(o) * axis.dilation;
  };
  index_t lag = 0;
  for (index_t oh = 0; oh < n.height.out; ++oh) {
    const index_t row = start(n.height, oh) * n.width.in;
    const index_t next_row =
        oh + 1 < n.height.out ? start(n.height, oh + 1) * n.width.in : n.height.in * n.width.in;
    // Along a row the lag grows while windows begin in the padding and never again after it, but
    // for the last window, behind which the next row begins.
    const index_t in_padding = (n.width.before + n.width.stride - 1) / n.width.stride;
    const index_t candidates[] = {0, in_padding, n.width.out - 1};
    for (const index_t candidate : candidates) {
      const index_t ow = candidate < n.width.out ? candidate : n.width.out - 1;
      const index_t pixel = oh * n.width.out + ow;
      const index_t here = row + start(n.width, ow);
      index_t unread = ow + 1 < n.width.out ? row + start(n.width, ow + 1) : next_row;
      if (next_row < unread) unread = next_row;
      if (pixel - here > lag) lag = pixel - here;
      if (pixel + 1 - unread > lag) lag = pixel + 1 - unread;
    }
  }
  return lag * n.channels * element_bytes;
}

/// One output a channel is written after the channel was read.
constexpr index_t lag_of_adaptive_pool(const window_sizes& n) {
  return n.positions() == 1 && n.batch == 1 ? 0 : no_overlap;
}

/// An operand of the output's size is read just before the result takes its place. Results wider
/// than their operands run ahead of what is read: they begin so far in front that they never catch
/// up.
constexpr index_t lag_of_map(index_t operand_size, index_t out_size, index_t operand_bytes,
                             index_t out_bytes) {
  if (operand_size != out_size) return no_overlap;
  return out_bytes > operand_bytes ? out_bytes - operand_bytes : 0;
}

/// Along an inner axis the kernel does not walk in memory order.
constexpr index_t lag_of_softmax(const axis_sizes& n) { return n.inner == 1 ? 0 : no_overlap; }

/// Where an operand of a concatenation that begins at `begin` of the axis lies in the output as one
/// piece, it can be computed in its place: its first byte there, or -1.
constexpr index_t place_in_concat(const axis_sizes& out, index_t begin, index_t element_bytes) {
  return out.outer == 1 ? begin * out.inner * element_bytes : -1;
}

GENN_NAMESPACE_END

#include <genn/undef.hpp>

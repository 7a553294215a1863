// SPDX-License-Identifier: BSL-1.0
// Sizes of the kernels of integers, the same on every machine: the scratch memory that they work in
// and how far a result must begin in front of the operand whose place it takes.
#pragma once

#include <genn/kernels/band.hpp>
#include <genn/kernels/overlap.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels {

/// The next multiple of four.
constexpr index_t whole_words(index_t taps) { return (taps + 3) / 4 * 4; }

/// Up to four windows of 16-bit inputs; taps behind the last four may take two places each.
inline constexpr index_t most_windows = 4;
constexpr index_t patch_bytes(const window_sizes& n) {
  const index_t single = n.taps() % 4;
  const index_t places = n.taps() - single + (single == 1 ? 4 : 2 * single);
  return places * most_windows * index_t{sizeof(std::int16_t)};
}

/// What a depthwise convolution computes at once: some outputs of a row in some channels.
struct channel_block {
  index_t columns, channels;
};
inline constexpr index_t most_columns = 16, most_channels = 16;
constexpr channel_block block_of(const window_sizes& n) {
  return {even_part(n.width.out, most_columns),
          n.channels < most_channels ? n.channels : most_channels};
}

/// Input columns that a block of outputs reads.
constexpr index_t columns_under(const window_axis& width, index_t outputs) {
  return (outputs - 1) * width.stride + (width.kernel - 1) * width.dilation + 1;
}
/// Rows of a window that are kept as they were, so that the result can take the operand's place:
/// all but the last.
constexpr index_t kept_rows(const window_axis& height) {
  return height.dilation == 1 ? height.kernel - 1 : 0;
}
/// The rows under a block, padding included, in whole words: as they are, or four channels widened
/// to 16 bits with their weights.
constexpr index_t block_bytes(const window_sizes& n, index_t element_bytes) {
  const channel_block b = block_of(n);
  const index_t columns = columns_under(n.width, b.columns);
  const index_t as_they_are = whole_words(n.height.kernel * columns * b.channels * element_bytes);
  const index_t widened = n.height.kernel * (columns + n.width.kernel) * 8;
  return as_they_are > widened ? as_they_are : widened;
}
constexpr index_t depthwise_scratch(const window_sizes& n, index_t element_bytes) {
  return block_bytes(n, element_bytes) +
         kept_rows(n.height) * n.width.in * n.channels * element_bytes;
}

constexpr bool is_depthwise(const window_sizes& n) {
  return n.groups > 1 && n.group_channels() == 1 && n.group_features() == 1;
}

}  // namespace kernels

/// Windows of one position each: inputs are read before the outputs of the same position are
/// written.
constexpr index_t lag_of_pointwise(const window_sizes& n, index_t element_bytes) {
  const window_sizes flat = flattened(n);
  const bool each = flat.height.in == 1 && flat.height.out == 1 && flat.width.kernel == 1 &&
                    flat.width.stride == 1 && flat.width.before == 0 &&
                    flat.width.in == flat.width.out && flat.batch == 1 && n.groups == 1;
  if (!each) return no_overlap;
  const index_t wider = n.features - n.channels;
  return wider > 0 ? flat.width.out * wider * element_bytes : 0;
}

/// A row of outputs is written while the last row of its windows is still read, and what is below.
constexpr index_t lag_of_depthwise(const window_sizes& n, index_t element_bytes) {
  if (n.batch != 1) return no_overlap;
  index_t lag = 0;
  for (index_t oh = 0; oh < n.height.out; ++oh) {
    const index_t last = n.height.start(oh) + kernels::kept_rows(n.height);
    const index_t unread = last < 0 ? 0 : last < n.height.in ? last : n.height.in;
    const index_t ahead = (oh + 1) * n.width.out - unread * n.width.in;
    if (ahead > lag) lag = ahead;
  }
  return lag * n.channels * element_bytes;
}

GENN_NAMESPACE_END

#include <genn/undef.hpp>

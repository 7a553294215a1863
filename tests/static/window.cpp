// SPDX-License-Identifier: BSL-1.0
// Numbers of windows as PyTorch counts them.
#include <genn/shape/window.hpp>

using genn::index_t;
using genn::window_axis;
using genn::window_count;

namespace {

constexpr index_t conv(index_t in, index_t kernel, index_t stride, index_t dilation, index_t pad) {
  return window_count(in, kernel, stride, dilation, pad, pad);
}
constexpr index_t ceil_pool(index_t in, index_t kernel, index_t stride, index_t pad) {
  return window_count(in, kernel, stride, 1, pad, pad, true);
}

}  // namespace

// nn.Conv1d(kernel_size, stride, dilation, padding) on a length
static_assert(conv(28, 5, 1, 1, 0) == 24);
static_assert(conv(28, 3, 1, 1, 1) == 28);
static_assert(conv(28, 3, 2, 1, 1) == 14);
static_assert(conv(27, 3, 2, 1, 1) == 14);
static_assert(conv(10, 4, 1, 1, 0) == 7);  // even kernel
static_assert(conv(10, 4, 3, 1, 2) == 4);
static_assert(conv(10, 2, 3, 1, 0) == 3);   // stride beyond the kernel
static_assert(conv(32, 3, 1, 2, 2) == 32);  // dilation
static_assert(conv(32, 3, 2, 3, 1) == 14);
static_assert(conv(7, 7, 1, 1, 0) == 1);
static_assert(conv(1, 1, 1, 1, 0) == 1);

// padding="same" with an even kernel: the odd element behind
static_assert(window_count(10, 4, 1, 1, 1, 2) == 10);
static_assert(window_count(10, 2, 1, 3, 1, 2) == 10);

// no room: 0, never negative
static_assert(conv(4, 5, 1, 1, 0) == 0);
static_assert(conv(4, 3, 1, 2, 0) == 0);
static_assert(conv(4, 9, 2, 1, 2) == 0);
static_assert(window_count(4, 2, 0, 1, 0, 0) == 0);

// ceil_mode: a last window hangs over, but never begins behind data and front padding
static_assert(ceil_pool(6, 3, 2, 0) == 3);
static_assert(window_count(6, 3, 2, 1, 0, 0) == 2);
static_assert(ceil_pool(7, 3, 2, 0) == 3);
static_assert(ceil_pool(5, 2, 3, 0) == 2);
static_assert(ceil_pool(4, 2, 3, 0) == 2);  // begins on the last element
static_assert(ceil_pool(3, 1, 3, 0) == 1);  // would begin behind it
static_assert(ceil_pool(2, 1, 3, 0) == 1);
static_assert(ceil_pool(7, 3, 3, 1) == 3);
static_assert(ceil_pool(8, 2, 2, 1) == 5);
static_assert(ceil_pool(6, 2, 2, 1) == 4);
static_assert(ceil_pool(5, 3, 4, 1) == 2);

// start and taps on data: padding in front, overhang behind, dilation
constexpr window_axis padded{5, 3, 3, 2, 1, 1};
static_assert(padded.start(0) == -1 && padded.first_tap(0) == 1 && padded.last_tap(0) == 3);
static_assert(padded.start(1) == 1 && padded.first_tap(1) == 0 && padded.last_tap(1) == 3);
static_assert(padded.start(2) == 3 && padded.first_tap(2) == 0 && padded.last_tap(2) == 2);
constexpr window_axis dilated{6, 6, 3, 1, 2, 3};
static_assert(dilated.first_tap(0) == 2 && dilated.last_tap(0) == 3);  // -3, -1, 1
static_assert(dilated.first_tap(2) == 1 && dilated.last_tap(2) == 3);  // -1, 1, 3
static_assert(dilated.first_tap(5) == 0 && dilated.last_tap(5) == 2);  // 2, 4, 6
constexpr window_axis beyond{2, 5, 1, 1, 1, 2};  // windows in the padding alone: no taps
static_assert(beyond.first_tap(0) >= beyond.last_tap(0));
static_assert(beyond.first_tap(4) >= beyond.last_tap(4));

constexpr genn::window_sizes sizes{2, {}, {8, 4, 3, 2, 1, 1}, {6, 6, 5, 1, 1, 2}, 6, 9, 3};
static_assert(sizes.window() == 15 && sizes.taps() == 30);
static_assert(sizes.group_channels() == 2 && sizes.group_features() == 3);
static_assert(sizes.positions() == 24);
static_assert(sizes.in_size() == 2 * 8 * 6 * 6 && sizes.out_size() == 2 * 24 * 9);

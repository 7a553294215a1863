// SPDX-License-Identifier: BSL-1.0
// Convolutions of integers that are larger than what kernels hold at once: many taps, outputs,
// rows, channels; depthwise ones whose rows are kept and others; against their formula in 64 bits.
#include "integer_convolutions.hpp"

namespace {

using genn::index_t;

/// Square kernels; the input that `Height` x `Width` outputs need.
template <index_t Groups, index_t Channels, index_t Features, index_t Kernel, index_t Stride,
          index_t Dilation, index_t Padding, index_t Height, index_t Width>
struct sizes {
  static constexpr bool flat = false;
  static constexpr index_t groups = Groups, channels = Channels, features = Features;
  static constexpr index_t group_channels = channels / groups, group_features = features / groups;
  static constexpr index_t kernel_height = Kernel, kernel_width = Kernel;
  static constexpr index_t stride_height = Stride, stride_width = Stride;
  static constexpr index_t dilation_height = Dilation, dilation_width = Dilation;
  static constexpr index_t above = Padding, below = Padding, before = Padding, after = Padding;
  static constexpr index_t reach = (Kernel - 1) * Dilation + 1 - 2 * Padding;
  static constexpr index_t in_height = (Height - 1) * Stride + reach;
  static constexpr index_t in_width = (Width - 1) * Stride + reach;
  static constexpr index_t taps = Kernel * Kernel * group_channels;
};

template <class S, int K>
void check_both() {
  constexpr int few = 14;
  test::check_bytes_of<S, K, genn::row_major>(few);
  test::check_bytes_of<S, K + 1, genn::tap_quads>(few);
  test::check_words_of<S, K, genn::row_major>(few);
}
template <index_t Channels, index_t Kernel, index_t Stride, index_t Dilation, index_t Padding,
          index_t Height, index_t Width, int K>
void check_depthwise() {
  using s = sizes<Channels, Channels, Channels, Kernel, Stride, Dilation, Padding, Height, Width>;
  constexpr int few = 14;
  test::check_bytes_of<s, K, genn::tap_major>(few);
  test::check_words_of<s, K, genn::tap_major>(few);
}

}  // namespace

TEST_CASE("convolutions of more weights than stay in the cache") {
  check_both<sizes<1, 70, 37, 3, 1, 1, 1, 3, 4>, 0>();
  check_both<sizes<1, 2100, 20, 1, 1, 1, 0, 2, 4>, 4>();
  check_both<sizes<1, 300, 90, 2, 2, 1, 1, 3, 3>, 2>();
}
TEST_CASE("convolutions of inputs that are not copied with their padding") {
  check_both<sizes<1, 30, 16, 3, 1, 1, 1, 13, 25>, 1>();
  check_both<sizes<1, 64, 48, 2, 1, 2, 1, 12, 13>, 3>();
}
TEST_CASE("pointwise convolutions of many positions") {
  check_both<sizes<1, 64, 64, 1, 1, 1, 0, 9, 11>, 5>();
  check_both<sizes<1, 12, 100, 1, 1, 1, 0, 7, 9>, 0>();
  check_both<sizes<2, 40, 36, 1, 1, 1, 0, 5, 9>, 4>();
}
TEST_CASE("depthwise convolutions of many channels") {
  check_depthwise<64, 3, 1, 1, 1, 7, 5, 4>();
  check_depthwise<40, 3, 2, 1, 1, 6, 7, 0>();
  check_depthwise<33, 5, 1, 1, 2, 9, 8, 5>();
  check_depthwise<48, 3, 1, 2, 2, 5, 6, 1>();
  check_depthwise<16, 2, 3, 1, 0, 4, 13, 2>();
  check_depthwise<250, 3, 1, 1, 1, 4, 25, 3>();
  check_depthwise<24, 4, 1, 1, 2, 6, 5, 3>();
}

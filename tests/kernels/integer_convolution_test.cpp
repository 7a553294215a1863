// SPDX-License-Identifier: BSL-1.0
// Convolutions of integers as they are compiled, for 48 tuples of sizes: one and two axes, strides,
// dilations, padding that reads as the zero point, groups, depthwise; against their formula in 64
// bits.
#include "integer_convolutions.hpp"

namespace {

using genn::index_t;

/// Sizes number K. Features of a group and columns leave every remainder of 8.
template <int K>
struct sizes {
  static constexpr bool flat = K % 4 == 3;
  static constexpr index_t groups = K % 3 == 0 ? 1 : K % 3 == 1 ? 1 + K / 3 % 8 : 2;
  static constexpr index_t group_channels = K % 3 == 1 ? 1 : 1 + K / 5 % 5;
  static constexpr index_t group_features = K % 3 == 1 ? 1 + K / 24 : 1 + K % 8;
  static constexpr index_t channels = groups * group_channels;
  static constexpr index_t features = groups * group_features;
  static constexpr index_t kernel_height = flat ? 1 : 1 + K % 3, kernel_width = 1 + K % 4;
  static constexpr index_t stride_height = flat ? 1 : 1 + K % 2, stride_width = 1 + K / 2 % 2;
  static constexpr index_t dilation_height = flat ? 1 : 1 + K / 4 % 2,
                           dilation_width = 1 + K / 8 % 2;
  static constexpr index_t above = flat ? 0 : K % 3, below = flat ? 0 : K / 3 % 3;
  static constexpr index_t before = K / 2 % 3, after = K / 4 % 3;
  static constexpr index_t out_height = flat ? 1 : 1 + K % 3, out_width = 1 + K / 3 % 9;
  // Inputs that give these outputs; padding may be wider than they are.
  static constexpr index_t in(index_t out, index_t kernel, index_t stride, index_t dilation,
                              index_t padding) {
    const index_t all = (out - 1) * stride + (kernel - 1) * dilation + 1 - padding;
    return all < 1 ? 1 : all;
  }
  static constexpr index_t in_height =
      in(out_height, kernel_height, stride_height, dilation_height, above + below);
  static constexpr index_t in_width =
      in(out_width, kernel_width, stride_width, dilation_width, before + after);
  static constexpr index_t taps = kernel_height * kernel_width * group_channels;
};

template <int K>
using packing_of =
    std::conditional_t<K % 8 < 3, genn::tap_major,
                       std::conditional_t<K % 8 < 6, genn::tap_quads, genn::row_major>>;

template <int... K>
void check_all_bytes(std::integer_sequence<int, K...>) {
  (test::check_bytes_of<sizes<K>, K, packing_of<K>>(test::sets), ...);
}
template <int... K>
void check_all_words(std::integer_sequence<int, K...>) {
  (test::check_words_of<sizes<K>, K, packing_of<K>>(test::sets), ...);
}

}  // namespace

TEST_CASE("convolution of i8: 48 sizes, 200 sets of weights") {
  check_all_bytes(std::make_integer_sequence<int, 48>{});
}
TEST_CASE("convolution of i16: 48 sizes, 200 sets of weights") {
  check_all_words(std::make_integer_sequence<int, 48>{});
}

// SPDX-License-Identifier: BSL-1.0
// Convolutions of integers as they are compiled, for 48 tuples of sizes: one and two axes, strides,
// dilations, padding that reads as the zero point, groups, depthwise; against their formula in 64
// bits.
#include "integer_layers.hpp"

namespace {

using genn::index_t;
using test::wide;

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

template <class S, class Weight, class Bias, class Result>
struct layer_of {
  template <bool Flat, class>
  struct choose {
    using type = genn::conv2d<S::features, genn::kernel<S::kernel_height, S::kernel_width>, Weight,
                              Bias, genn::stride<S::stride_height, S::stride_width>,
                              genn::dilation<S::dilation_height, S::dilation_width>,
                              genn::padding_sides<S::above, S::below, S::before, S::after>,
                              genn::groups<S::groups>, genn::to<Result>>;
    using in = genn::shape<S::in_height, S::in_width, S::channels>;
  };
  template <class Any>
  struct choose<true, Any> {
    using type = genn::conv1d<S::features, genn::kernel<S::kernel_width>, Weight, Bias,
                              genn::stride<S::stride_width>, genn::dilation<S::dilation_width>,
                              genn::padding_sides<S::before, S::after>, genn::groups<S::groups>,
                              genn::to<Result>>;
    using in = genn::shape<S::in_width, S::channels>;
  };
  using type = typename choose<S::flat, void>::type;
  using in = typename choose<S::flat, void>::in;
};

template <class S, class Weight, class X>
wide sum_at(const X* x, wide zero, index_t oh, index_t ow, index_t o) {
  const index_t group = o / S::group_features;
  wide sum = 0;
  for (index_t kh = 0; kh < S::kernel_height; ++kh)
    for (index_t kw = 0; kw < S::kernel_width; ++kw)
      for (index_t c = 0; c < S::group_channels; ++c) {
        const index_t h = oh * S::stride_height - S::above + kh * S::dilation_height;
        const index_t w = ow * S::stride_width - S::before + kw * S::dilation_width;
        const bool inside = h >= 0 && h < S::in_height && w >= 0 && w < S::in_width;
        const wide value =
            inside ? x[(h * S::in_width + w) * S::channels + group * S::group_channels + c] : zero;
        sum += value *
               Weight::values[Weight::at(o, (kh * S::kernel_width + kw) * S::group_channels + c)];
      }
  return sum;
}

template <class S, class Numbers, class Layer, class Shape, class In, class End>
void check(int k, wide largest_bias_number, End end) {
  using reading = typename Layer::template on<genn::tensor<In, Shape>>;
  using weight = typename Layer::weight;
  constexpr index_t count = reading::output::size, in_count = Shape::size;
  constexpr index_t width = reading::sizes.width.out;
  typename In::type x[in_count];
  typename reading::element y[count + 2];
  test::guarded_scratch<reading::scratch_bytes> memory;
  for (int set = 0; set < test::sets; ++set) {
    weight::fill(Numbers::largest_weight - 1, set);
    if (set == 0)
      weight::set_all([](index_t) { return typename weight::type(-Numbers::largest_weight); });
    test::fill(Layer::bias::values, S::features, largest_bias_number, set / 2);
    test::fill_between(x, in_count, In::value.low, In::value.high, set / 3);
    std::fill(y, y + count + 2, typename reading::element(77));
    reading::run(memory.bytes, y + 1, x);
    REQUIRE(memory.intact());
    REQUIRE((y[0] == 77 && y[count + 1] == 77));
    for (index_t i = 0; i < count; ++i) {
      const index_t o = i % S::features, position = i / S::features;
      const wide sum =
          sum_at<S, weight>(x, In::value.zero_point, position / width, position % width, o);
      if (y[1 + i] != end(sum, o)) {
        INFO("sizes " << k << ", set " << set << ", element " << i);
        REQUIRE(int(y[1 + i]) == end(sum, o));
      }
    }
  }
}

template <int K>
using packing_of =
    std::conditional_t<K % 8 < 3, genn::tap_major,
                       std::conditional_t<K % 8 < 6, genn::tap_quads, genn::row_major>>;

template <int K>
void check_bytes() {
  using s = sizes<K>;
  using numbers = test::byte_numbers<K, s::taps, s::features>;
  using weight =
      test::changeable_weights<genn::int8, s::groups, s::group_features, s::taps, packing_of<K>, s>;
  using bias = test::changeable<genn::int32, s::features, genn::row_major, s>;
  using layer = layer_of<s, weight, bias, genn::i8<numbers>>;
  test::fill_between(numbers::multiplier::values, s::features, 1, 32767, 3);
  numbers::multiplier::values[s::features / 2] = 32767;
  check<s, numbers, typename layer::type, typename layer::in, genn::i8<test::bytes_of<K>>>(
      K, numbers::largest_bias, [](wide sum, index_t o) {
        return test::end_with_multiplier(numbers::rescale, sum + bias::values[o],
                                         numbers::multiplier::values[o]);
      });
}
template <int K>
void check_words() {
  using s = sizes<K>;
  using numbers = test::word_numbers<K, s::taps>;
  using weight = test::changeable_weights<genn::int16, s::groups, s::group_features, s::taps,
                                          packing_of<K>, s>;
  using bias = test::changeable<genn::int16, s::features, genn::row_major, s>;
  using layer = layer_of<s, weight, bias, genn::i16<numbers>>;
  check<s, numbers, typename layer::type, typename layer::in, genn::i16<test::words_of<K>>>(
      K, numbers::largest_of_bias, [](wide sum, index_t o) {
        return test::end_with_shift(numbers::rescale,
                                    sum + (wide{bias::values[o]} * (1 << numbers::bias_shift)));
      });
}

template <int... K>
void check_all_bytes(std::integer_sequence<int, K...>) {
  (check_bytes<K>(), ...);
}
template <int... K>
void check_all_words(std::integer_sequence<int, K...>) {
  (check_words<K>(), ...);
}

}  // namespace

TEST_CASE("convolution of i8: 48 sizes, 200 sets of weights") {
  check_all_bytes(std::make_integer_sequence<int, 48>{});
}
TEST_CASE("convolution of i16: 48 sizes, 200 sets of weights") {
  check_all_words(std::make_integer_sequence<int, 48>{});
}

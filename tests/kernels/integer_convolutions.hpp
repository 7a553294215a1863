// SPDX-License-Identifier: BSL-1.0
// Integer convolutions of sizes S as they are compiled, against their formula in 64 bits.
#pragma once

#include "integer_layers.hpp"

namespace test {

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
wide sum_at(const X* x, wide zero, genn::index_t oh, genn::index_t ow, genn::index_t o) {
  const genn::index_t group = o / S::group_features;
  wide sum = 0;
  for (genn::index_t kh = 0; kh < S::kernel_height; ++kh)
    for (genn::index_t kw = 0; kw < S::kernel_width; ++kw)
      for (genn::index_t c = 0; c < S::group_channels; ++c) {
        const genn::index_t h = oh * S::stride_height - S::above + kh * S::dilation_height;
        const genn::index_t w = ow * S::stride_width - S::before + kw * S::dilation_width;
        const bool inside = h >= 0 && h < S::in_height && w >= 0 && w < S::in_width;
        const wide value =
            inside ? x[(h * S::in_width + w) * S::channels + group * S::group_channels + c] : zero;
        sum += value *
               Weight::values[Weight::at(o, (kh * S::kernel_width + kw) * S::group_channels + c)];
      }
  return sum;
}

/// Runs the layer on sets of numbers: apart from its input, and where it may, in its place.
template <class S, class Numbers, class Layer, class Shape, class In, class End>
void check(int k, wide largest_bias_number, int count_of_sets, End end) {
  using reading = typename Layer::template on<genn::tensor<In, Shape>>;
  using weight = typename Layer::weight;
  constexpr genn::index_t count = reading::output::size, in_count = Shape::size;
  constexpr genn::index_t width = reading::sizes.width.out;
  typename In::type x[in_count];
  typename reading::element y[count + 2];
  // The result in the operand's place, as far in front of it as it must be.
  constexpr genn::index_t lag = reading::lag(0) / genn::index_t{sizeof(typename In::type)};
  constexpr genn::index_t ahead = lag < 0 ? 0 : lag;
  typename In::type place[ahead + (in_count > count ? in_count : count)];
  guarded_scratch<reading::scratch_bytes> memory;
  for (int set = 0; set < count_of_sets; ++set) {
    weight::fill(Numbers::largest_weight - 1, set);
    if (set == 0)
      weight::set_all(
          [](genn::index_t) { return typename weight::type(-Numbers::largest_weight); });
    fill(Layer::bias::values, S::features, largest_bias_number, set / 2);
    fill_between(x, in_count, In::value.low, In::value.high, set / 3);
    std::fill(y, y + count + 2, typename reading::element(77));
    reading::run(memory.bytes, y + 1, x);
    REQUIRE(memory.intact());
    REQUIRE((y[0] == 77 && y[count + 1] == 77));
    for (genn::index_t i = 0; i < count; ++i) {
      const genn::index_t o = i % S::features, position = i / S::features;
      const wide sum =
          sum_at<S, weight>(x, In::value.zero_point, position / width, position % width, o);
      if (y[1 + i] != end(sum, o)) {
        INFO("sizes " << k << ", set " << set << ", element " << i);
        REQUIRE(int(y[1 + i]) == end(sum, o));
      }
    }
    if constexpr (reading::lag(0) != genn::no_overlap) {
      std::copy(x, x + in_count, place + ahead);
      reading::run(memory.bytes, place, place + ahead);
      REQUIRE(std::equal(place, place + count, y + 1));
    }
  }
}

template <class S, int K, class Packing>
void check_bytes_of(int count_of_sets) {
  using numbers = byte_numbers<K, S::taps, S::features>;
  using weight = changeable_weights<genn::int8, S::groups, S::group_features, S::taps, Packing, S>;
  using bias = changeable<genn::int32, S::features, genn::row_major, S>;
  using layer = layer_of<S, weight, bias, genn::i8<numbers>>;
  fill_between(numbers::multiplier::values, S::features, 1, 32767, 3);
  numbers::multiplier::values[S::features / 2] = 32767;
  check<S, numbers, typename layer::type, typename layer::in, genn::i8<bytes_of<K>>>(
      K, numbers::largest_bias, count_of_sets, [](wide sum, genn::index_t o) {
        return end_with_multiplier(numbers::rescale, sum + bias::values[o],
                                   numbers::multiplier::values[o]);
      });
}
template <class S, int K, class Packing>
void check_words_of(int count_of_sets) {
  using numbers = word_numbers<K, S::taps>;
  using weight = changeable_weights<genn::int16, S::groups, S::group_features, S::taps, Packing, S>;
  using bias = changeable<genn::int16, S::features, genn::row_major, S>;
  using layer = layer_of<S, weight, bias, genn::i16<numbers>>;
  check<S, numbers, typename layer::type, typename layer::in, genn::i16<words_of<K>>>(
      K, numbers::largest_of_bias, count_of_sets, [](wide sum, genn::index_t o) {
        return end_with_shift(numbers::rescale,
                              sum + (wide{bias::values[o]} * (1 << numbers::bias_shift)));
      });
}

}  // namespace test

// SPDX-License-Identifier: BSL-1.0
// Integer convolutions of sizes S as they are compiled, against their formula in 64 bits.
#pragma once

#include "compiled_layer.hpp"

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

/// The sizes S, for those who read them at run time.
template <class S>
constexpr genn::window_sizes sizes_of(genn::index_t out_width) {
  genn::window_sizes n;
  n.height = {S::in_height, 1, S::kernel_height, S::stride_height, S::dilation_height, S::above};
  n.width = {S::in_width,     out_width,         S::kernel_width,
             S::stride_width, S::dilation_width, S::before};
  n.channels = S::channels;
  n.features = S::features;
  n.groups = S::groups;
  return n;
}

/// Sums of outputs, of row-major weights. Padding reads as `zero`.
struct window_by_window {
  genn::window_sizes n;
  wide zero;

  template <class X, class Weight>
  wide operator()(const X* x, const Weight* weights, genn::index_t i) const {
    const genn::index_t o = i % n.features, position = i / n.features;
    const genn::index_t top = position / n.width.out * n.height.stride - n.height.before;
    const genn::index_t left = position % n.width.out * n.width.stride - n.width.before;
    const genn::index_t count = n.channels / n.groups, group = o / (n.features / n.groups);
    const Weight* weight = weights + o * n.height.kernel * n.width.kernel * count;
    wide sum = 0;
    for (genn::index_t kh = 0; kh < n.height.kernel; ++kh)
      for (genn::index_t kw = 0; kw < n.width.kernel; ++kw, weight += count) {
        const genn::index_t h = top + kh * n.height.dilation, w = left + kw * n.width.dilation;
        const bool inside = h >= 0 && h < n.height.in && w >= 0 && w < n.width.in;
        const X* from = inside ? x + (h * n.width.in + w) * n.channels + group * count : nullptr;
        for (genn::index_t c = 0; c < count; ++c)
          sum += (inside ? wide{from[c]} : zero) * weight[c];
      }
    return sum;
  }
};

template <class S, class Numbers, class In, class Layer>
void check_layer(int k, int count_of_sets) {
  using reading = typename Layer::type::template on<genn::tensor<In, typename Layer::in>>;
  check(k, compile<typename Layer::type, Numbers, In, typename Layer::in>(), count_of_sets,
        window_by_window{sizes_of<S>(reading::sizes.width.out), In::value.zero_point});
}

template <class S, int K, class Packing>
void check_bytes_of(int count_of_sets) {
  using numbers = byte_numbers<K, S::taps, S::features>;
  using weight = changeable_weights<genn::int8, S::groups, S::group_features, S::taps, Packing, S>;
  using bias = changeable<genn::int32, S::features, genn::row_major, S>;
  fill_between(numbers::multiplier::values, S::features, 1, 32767, 3);
  numbers::multiplier::values[S::features / 2] = 32767;
  check_layer<S, numbers, genn::i8<bytes_of<K>>, layer_of<S, weight, bias, genn::i8<numbers>>>(
      K, count_of_sets);
}
template <class S, int K, class Packing>
void check_words_of(int count_of_sets) {
  using numbers = word_numbers<K, S::taps>;
  using weight = changeable_weights<genn::int16, S::groups, S::group_features, S::taps, Packing, S>;
  using bias = changeable<genn::int16, S::features, genn::row_major, S>;
  check_layer<S, numbers, genn::i16<words_of<K>>, layer_of<S, weight, bias, genn::i16<numbers>>>(
      K, count_of_sets);
}

}  // namespace test

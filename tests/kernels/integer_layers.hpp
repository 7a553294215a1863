// SPDX-License-Identifier: BSL-1.0
// Layers as they are compiled, with weights that the test can change: constants are arrays that are
// no constants. One type for each number of a test, so that layers share nothing.
#pragma once

#include "integers.hpp"

#include <genn/genn.hpp>

namespace test {

/// A constant of a layer. Tag tells those of equal size apart.
template <class Element, genn::index_t Size, class Packing, class Tag>
struct changeable : genn::constant<Element, genn::shape<Size>, Packing> {
  alignas(16) inline static typename Element::type values[std::size_t(Size)] = {};
};

/// Weights of a layer in the order Packing, of `Rows` outputs a group. Zeros fill up what no tap
/// belongs to.
template <class Element, genn::index_t Groups, genn::index_t Rows, genn::index_t Taps,
          class Packing, class Tag>
struct changeable_weights : genn::constant<Element, genn::shape<Groups * Rows * Taps>, Packing> {
  static constexpr genn::matrix_sizes sizes{Groups, Rows, Taps};
  static constexpr genn::index_t stored =
      std::is_same_v<Packing, genn::tap_quads> ? genn::tap_quads::stored(sizes) : sizes.size();
  alignas(16) inline static typename Element::type values[std::size_t(stored)] = {};

  /// Puts row-major weights where the layer reads them.
  static void store(const typename Element::type* row_major) {
    for (genn::index_t o = 0; o < Groups * Rows; ++o)
      for (genn::index_t tap = 0; tap < Taps; ++tap) {
        auto weight = row_major[o * Taps + tap];
        if constexpr (std::is_same_v<Packing, genn::output_pairs>)
          weight = Packing::moved(sizes, o % Rows, weight);
        values[Packing::at(sizes, o / Rows, o % Rows, tap)] = weight;
      }
  }
};

/// Zero points and ends of tensor number K.
constexpr std::int32_t zero_of(int k) {
  return k % 4 == 0 ? -10 : k % 4 == 1 ? -128 : k % 4 == 2 ? 127 : 0;
}
template <int K>
struct bytes_of {
  static constexpr genn::quantization value{0.5f, zero_of(K), -128, 127};
};
template <int K>
struct words_of {
  static constexpr genn::quantization value{0.5f, 0, -32768, 32767};
};

/// Ends of sums that differ in the place of the point; some shift left, before or behind their
/// reach.
constexpr genn::rescaling bytes_rescaling(int k) {
  switch (k % 6) {
    case 0:
      return {10, 512 - 10 * 1024, -128, 127, 0, 0};
    case 1:
      return {10, 512 + 77 * 1024, -100, 100, 3, 268435455};
    case 2:
      return {0, -128, -128, 127, 0, 0};
    case 3:
      return {22, (1 << 21) + 127 * (1 << 22), -128, 127, 0, 0};
    case 4:
      return {7, 64 - 128 * 128, -128, 127, 0, 0};
    default:
      return {4, 8, 0, 127, 9, 4194303};
  }
}
constexpr genn::rescaling words_rescaling(int k) {
  switch (k % 4) {
    case 0:
      return {10, 512, -32768, 32767, 0, 0};
    case 1:
      return {0, 0, -2048, 2047, 0, 0};
    case 2:
      return {30, 1 << 29, -32768, 32767, 0, 0};
    default:
      return {17, 1 << 16, 0, 32767, 0, 0};
  }
}

/// Numbers of an i8 layer with any weights of `Taps` taps, and the largest biases that fit.
template <int K, genn::index_t Taps, genn::index_t Outputs>
struct byte_numbers {
  static constexpr genn::quantization value{0.25f, 3, -128, 127};
  static constexpr genn::rescaling rescale = bytes_rescaling(K);
  static constexpr std::int64_t added =
      rescale.rounding < 0 ? -std::int64_t{rescale.rounding} : std::int64_t{rescale.rounding};
  static constexpr std::int64_t largest_weight = 128;
  static constexpr std::int64_t largest_bias =
      (std::int64_t{1} << 31) - 1 - added - 128 * largest_weight * Taps;
  static constexpr std::int64_t largest_of_bias = largest_bias;
  static constexpr genn::sum_bound sums{largest_weight * Taps, largest_bias};
  using multiplier = changeable<genn::int16, Outputs, genn::row_major, byte_numbers>;
};

/// Numbers of an i16 layer: weights as large as the sums of `Taps` taps leave room for.
template <int K, genn::index_t Taps>
struct word_numbers {
  static constexpr genn::quantization value{0.25f, 0, -32768, 32767};
  static constexpr genn::rescaling rescale = words_rescaling(K);
  static constexpr std::int32_t bias_shift = K % 3 * 5;
  static constexpr std::int64_t largest_of_bias = 32767;
  static constexpr std::int64_t largest_bias = largest_of_bias << bias_shift;
  static constexpr std::int64_t room =
      ((std::int64_t{1} << 31) - 1 - largest_bias - rescale.rounding) / 32768 / Taps;
  static constexpr std::int64_t largest_weight = room < 32767 ? room : 32767;
  static constexpr genn::sum_bound sums{largest_weight * Taps, largest_bias};
};

}  // namespace test

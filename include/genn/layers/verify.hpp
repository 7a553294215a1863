// SPDX-License-Identifier: BSL-1.0
// With -DGENN_VERIFY_CONSTANTS the compiler adds up the weights itself, where else it takes the
// generator's word. A constant expression looks at 4,096 weights at most: compilers limit its
// steps.
#pragma once

#include <genn/constants/constant.hpp>
#include <genn/number/sum_bound.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace detail {

inline constexpr index_t verified_at_once = 4096;

constexpr std::int64_t magnitude_of(std::int64_t x) { return x < 0 ? -x : x; }

/// Largest sum of the magnitudes of taps [Begin, End) over the outputs [First, Last) of a matrix
/// of weights, `Sizes::value`.
template <class Weight, class Sizes, index_t First, index_t Last, index_t Begin, index_t End>
inline constexpr std::int64_t largest_of_rows = [] {
  constexpr matrix_sizes n = Sizes::value;
  std::int64_t largest = 0;
  for (index_t output = First; output < Last; ++output) {
    std::int64_t sum = 0;
    for (index_t tap = Begin; tap < End; ++tap)
      sum += magnitude_of(weight_at<typename Weight::packing>(
          constant_view<Weight>{}, n, output / n.rows, output % n.rows, tap));
    if (sum > largest) largest = sum;
  }
  return largest;
}();

constexpr index_t least_of(index_t a, index_t b) { return a < b ? a : b; }

/// One output, in parts of its taps.
template <class Weight, class Sizes, index_t Output, std::size_t... Part>
constexpr std::int64_t sum_of_parts(std::index_sequence<Part...>) {
  return (largest_of_rows<Weight, Sizes, Output, Output + 1, index_t(Part) * verified_at_once,
                          least_of(index_t(Part + 1) * verified_at_once, Sizes::value.taps)> +
          ... + 0);
}

/// Outputs First, First + 1 ... as many as are looked at at once.
template <class Weight, class Sizes, index_t First, index_t Last>
constexpr std::int64_t largest_of_block() {
  constexpr index_t taps = Sizes::value.taps;
  if constexpr (taps <= verified_at_once)
    return largest_of_rows<Weight, Sizes, First, Last, 0, taps>;
  else
    return sum_of_parts<Weight, Sizes, First>(
        std::make_index_sequence<std::size_t((taps + verified_at_once - 1) / verified_at_once)>{});
}

template <class Weight, class Sizes, index_t Outputs, std::size_t... Block>
constexpr std::int64_t largest_of_blocks(std::index_sequence<Block...>) {
  constexpr index_t all = Sizes::value.groups * Sizes::value.rows;
  std::int64_t largest = 0;
  const auto take = [&](std::int64_t sum) { largest = sum > largest ? sum : largest; };
  (take(largest_of_block<Weight, Sizes, index_t(Block) * Outputs,
                         least_of(index_t(Block + 1) * Outputs, all)>()),
   ...);
  return largest;
}

/// Largest sum of the magnitudes of one output's weights.
template <class Weight, class Sizes>
constexpr std::int64_t largest_sum_of_weights() {
  constexpr matrix_sizes n = Sizes::value;
  constexpr index_t outputs = n.taps < verified_at_once ? verified_at_once / n.taps : 1;
  return largest_of_blocks<Weight, Sizes, outputs>(
      std::make_index_sequence<std::size_t((n.groups * n.rows + outputs - 1) / outputs)>{});
}

template <class Bias, index_t Begin, index_t End>
inline constexpr std::int64_t largest_bias_of = [] {
  std::int64_t largest = 0;
  for (index_t i = Begin; i < End; ++i)
    if (magnitude_of(constant_view<Bias>{}[i]) > largest)
      largest = magnitude_of(constant_view<Bias>{}[i]);
  return largest;
}();

template <class Bias, std::size_t... Block>
constexpr std::int64_t largest_bias_of_blocks(std::index_sequence<Block...>) {
  std::int64_t largest = 0;
  [[maybe_unused]] const auto take = [&](std::int64_t bias) {
    largest = bias > largest ? bias : largest;
  };
  (take(largest_bias_of<Bias, index_t(Block) * verified_at_once,
                        least_of(index_t(Block + 1) * verified_at_once, Bias::size)>),
   ...);
  return largest;
}
template <class Bias>
constexpr std::int64_t largest_bias() {
  return largest_bias_of_blocks<Bias>(
      std::make_index_sequence<std::size_t((Bias::size + verified_at_once - 1) /
                                           verified_at_once)>{});
}

// Packings that find a weight by its place.
template <class Packing, class = void>
inline constexpr bool finds_weights = false;
template <class Packing>
inline constexpr bool
    finds_weights<Packing, std::void_t<decltype(Packing::at(matrix_sizes{}, 0, 0, 0))>> = true;

/// True if no sum of the weights of Layer exceeds what its numbers say.
template <class Layer, class Sizes>
constexpr bool sums_are_right() {
  using weight = typename Layer::weight;
  using quant = typename Layer::result::quant;
  bool right = true;
  if constexpr (finds_weights<typename weight::packing>)
    right = largest_sum_of_weights<weight, Sizes>() <= quant::sums.weights;
  if constexpr (std::is_same_v<typename weight::element, int16>)
    right = right && largest_bias<typename Layer::bias>() <= quant::sums.bias >> quant::bias_shift;
  else
    right = right && largest_bias<typename Layer::bias>() <= quant::sums.bias;
  return right;
}

}  // namespace detail

GENN_NAMESPACE_END

#include <genn/undef.hpp>

// SPDX-License-Identifier: BSL-1.0
// Integer layers as they are compiled, behind a pointer: what runs them on sets of numbers and
// compares them with their formula is compiled once for all sizes.
#pragma once

#include "integer_layers.hpp"

namespace test {

/// A layer, what its numbers reach to, and where they are.
template <class X, class Weight, class Bias, class Y>
struct compiled_layer {
  void (*run)(void* scratch, Y* y, const X* x);
  void (*set_weights)(const Weight* row_major);
  Bias* bias;
  const std::int16_t* multiplier;  ///< of each output; none where a shift is all
  std::int32_t bias_shift;
  genn::rescaling rescale;
  genn::quantization in;
  wide largest_weight, largest_of_bias;
  genn::index_t in_size, out_size, outputs, taps, scratch_bytes;
  /// In elements of the operand, or no_overlap.
  genn::index_t lag;

  wide end(wide sum, genn::index_t output) const {
    sum += wide{bias[output]} * (1 << bias_shift);
    return multiplier != nullptr ? end_with_multiplier(rescale, sum, multiplier[output])
                                 : end_with_shift(rescale, sum);
  }
};

/// Layer on tensors of In and Shape, whose results Numbers describes.
template <class Layer, class Numbers, class In, class Shape>
auto compile() {
  using reading = typename Layer::template on<genn::tensor<In, Shape>>;
  using weight = typename Layer::weight;
  using x = typename In::type;
  using y = typename reading::element;
  using bias = std::decay_t<decltype(*Layer::bias::values)>;
  compiled_layer<x, typename weight::element::type, bias, y> layer{};
  layer.run = [](void* scratch, y* to, const x* from) { reading::run(scratch, to, from); };
  layer.set_weights = weight::store;
  layer.bias = Layer::bias::values;
  if constexpr (sizeof(x) == 1)
    layer.multiplier = Numbers::multiplier::values;
  else
    layer.bias_shift = Numbers::bias_shift;
  layer.rescale = Numbers::rescale;
  layer.in = In::value;
  layer.largest_weight = Numbers::largest_weight;
  layer.largest_of_bias = Numbers::largest_of_bias;
  layer.in_size = Shape::size;
  layer.out_size = reading::output::size;
  layer.outputs = Layer::features;
  layer.taps = weight::sizes.taps;
  layer.scratch_bytes = reading::scratch_bytes;
  constexpr genn::index_t lag = reading::lag(0);
  layer.lag = lag == genn::no_overlap ? lag : lag / genn::index_t{sizeof(x)};
  return layer;
}

/// Working memory of a layer, with a canary behind it.
class guarded_scratch {
 public:
  explicit guarded_scratch(genn::index_t bytes)
      : bytes_(bytes), blocks_(std::size_t(bytes / 16 + 2)) {
    std::fill(data(), end(), canary);
  }
  unsigned char* data() { return blocks_.front().bytes; }
  bool intact() {
    return std::all_of(data() + bytes_, end(), [](unsigned char c) { return c == canary; });
  }

 private:
  static constexpr unsigned char canary = 0xa5;
  struct block {
    alignas(16) unsigned char bytes[16];
  };
  unsigned char* end() { return data() + blocks_.size() * 16; }
  genn::index_t bytes_;
  std::vector<block> blocks_;
};

/// Runs the layer on sets of numbers: apart from its input, and where it may, in its place.
/// sum_of(x, weights, i): the sum of output i, of row-major weights.
template <class X, class Weight, class Bias, class Y, class Sum>
void check(int k, const compiled_layer<X, Weight, Bias, Y>& layer, int count_of_sets, Sum sum_of) {
  const genn::index_t count = layer.out_size;
  std::vector<Weight> weights(std::size_t(layer.outputs * layer.taps));
  std::vector<X> x(std::size_t(layer.in_size));
  std::vector<Y> y(std::size_t(count) + 2);
  // The result in the operand's place, as far in front of it as it must be.
  const bool in_place = layer.lag != genn::no_overlap;
  const genn::index_t ahead = in_place ? layer.lag : 0;
  std::vector<X> place(std::size_t(ahead + std::max(layer.in_size, count)));
  guarded_scratch memory(layer.scratch_bytes);
  for (int set = 0; set < count_of_sets; ++set) {
    fill(weights.data(), genn::index_t(weights.size()), layer.largest_weight - 1, set, layer.taps);
    if (set == 0) std::fill(weights.begin(), weights.end(), Weight(-layer.largest_weight));
    layer.set_weights(weights.data());
    fill(layer.bias, layer.outputs, layer.largest_of_bias, set / 2);
    fill_between(x.data(), layer.in_size, layer.in.low, layer.in.high, set / 3);
    std::fill(y.begin(), y.end(), Y(77));
    layer.run(memory.data(), y.data() + 1, x.data());
    REQUIRE(memory.intact());
    REQUIRE((y.front() == 77 && y.back() == 77));
    for (genn::index_t i = 0; i < count; ++i) {
      const wide expected = layer.end(sum_of(x.data(), weights.data(), i), i % layer.outputs);
      if (y[std::size_t(i) + 1] != expected) {
        INFO("sizes " << k << ", set " << set << ", element " << i);
        REQUIRE(wide{y[std::size_t(i) + 1]} == expected);
      }
    }
    if (in_place) {
      std::copy(x.begin(), x.end(), place.begin() + ahead);
      layer.run(memory.data(), place.data(), place.data() + ahead);
      REQUIRE(std::equal(place.begin(), place.begin() + count, y.begin() + 1));
    }
  }
}

}  // namespace test

// SPDX-License-Identifier: BSL-1.0
// Weights, biases and multipliers of layers with weights as integers.
#pragma once

#include <optional>

#include "ir/network.hpp"
#include "quantize/scaling.hpp"

namespace genn::quantize {

/// A layer as floats: `rows` outputs of `weight.size() / rows` taps each. `scales`, if any, are
/// those that a quantized program gave its rows.
struct float_weights {
  std::size_t rows = 0;
  std::vector<float> weight, bias;
  std::vector<float> scales;
};

struct integer_weights {
  std::vector<std::int64_t> weight, bias;
  std::vector<std::int64_t> multipliers;  ///< i8 only
  std::vector<double> scales;             ///< of the rows
  ir::integer_sum arithmetic;
};

/// i8: a scale for each row.
integer_weights to_i8(const float_weights& w, const quantization& in, const quantization& out,
                      interval limit);

/// i16: one power of two, as many bits as the sums leave. The result's exponent may be finer than
/// that of the sums by `behind` bits, which a shift to the left has to make up for.
struct i16_weights {
  integer_weights integers;
  int behind = 0;
};
i16_weights to_i16(const float_weights& w, const quantization& in, const quantization& out,
                   interval limit);

/// Bits of the largest i16 weight beside inputs of `input_bits` bits.
int weight_bits(const float_weights& w, int input_bits);

/// n of a scale 2^-n.
int exponent_of(const quantization& q);

/// True if the proved sums fit 32 bits.
bool fits(const integer_weights& w, const quantization& in);

}  // namespace genn::quantize

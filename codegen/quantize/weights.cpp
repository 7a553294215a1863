// SPDX-License-Identifier: BSL-1.0
#include "quantize/weights.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace genn::quantize {

namespace {

double magnitude(float x) { return std::fabs(static_cast<double>(x)); }

std::int64_t rounded(double x) { return std::llround(x); }

// Row r of a matrix.
template <class Number>
struct row_of {
  const Number* begin_;
  std::size_t taps;
  const Number* begin() const { return begin_; }
  const Number* end() const { return begin_ + taps; }
};
template <class Number>
row_of<Number> row(const std::vector<Number>& matrix, std::size_t rows, std::size_t r) {
  const std::size_t taps = matrix.size() / rows;
  return {matrix.data() + r * taps, taps};
}

double largest_in(const row_of<float>& r) {
  double largest = 0.0;
  for (const float x : r) largest = std::max(largest, magnitude(x));
  return largest;
}

// The proof's figures.
sum_bound bound_of(const std::vector<std::int64_t>& weight, const std::vector<std::int64_t>& bias) {
  sum_bound b;
  for (std::size_t r = 0; r < bias.size(); ++r) {
    std::int64_t sum = 0;
    for (const std::int64_t x : row(weight, bias.size(), r)) sum += std::abs(x);
    b.weights = std::max(b.weights, sum);
    b.bias = std::max(b.bias, std::abs(bias[r]));
  }
  return b;
}

// Scales of the rows: as the largest weight asks, no finer than the bias allows, and not so far
// from the others that the multiplier would lose its bits.
std::vector<double> scales_of_rows(const float_weights& w, double in_scale, double out_scale) {
  constexpr double largest_bias = 1 << 28;
  std::vector<double> scales(w.rows);
  for (std::size_t r = 0; r < w.rows; ++r) {
    const double of_weights = w.scales.empty() ? largest_in(row(w.weight, w.rows, r)) / 127.0
                                               : static_cast<double>(w.scales[r]);
    scales[r] = std::max(of_weights, magnitude(w.bias[r]) / (in_scale * largest_bias));
  }
  const double largest = *std::max_element(scales.begin(), scales.end());
  const double to_result = in_scale / out_scale;
  const double least =
      largest > 0.0 ? least_factor_beside(largest * to_result) / to_result : 1.0 / 127.0;
  for (double& scale : scales) scale = std::max(scale, least);
  return scales;
}

}  // namespace

int exponent_of(const quantization& q) { return -std::ilogb(q.scale); }

bool fits(const integer_weights& w, const quantization& in) {
  return fits_32_bits(w.arithmetic.sums, in.largest(), w.arithmetic.rescale);
}

integer_weights to_i8(const float_weights& w, const quantization& in, const quantization& out,
                      interval limit) {
  const double in_scale = static_cast<double>(in.scale), out_scale = static_cast<double>(out.scale);
  integer_weights q;
  q.scales = scales_of_rows(w, in_scale, out_scale);
  const double lowest = w.scales.empty() ? -127.0 : -128.0;
  std::vector<double> factors;
  for (const double scale : q.scales) factors.push_back(in_scale * scale / out_scale);
  const std::vector<double> rounded_to = rounded_factors(factors);
  for (std::size_t r = 0; r < w.rows; ++r) {
    std::int64_t sum = 0;
    for (const float x : row(w.weight, w.rows, r)) {
      q.weight.push_back(rounded(std::clamp(static_cast<double>(x) / q.scales[r], lowest, 127.0)));
      sum += q.weight.back();
    }
    // The zero point of the input leaves the sums through the bias; the bias is what its rounded
    // multiplier makes of it.
    const double bias = static_cast<double>(w.bias[r]) / out_scale / rounded_to[r];
    q.bias.push_back(rounded(bias) - in.zero_point * sum);
  }
  q.arithmetic.sums = bound_of(q.weight, q.bias);
  const scaling s = scale_by(factors, q.arithmetic.sums.largest(in.largest()), out, limit);
  q.arithmetic.rescale = s.how;
  q.multipliers.assign(s.multipliers.begin(), s.multipliers.end());
  return q;
}

namespace {

// Weights at scale 2^-n, and biases of 16 bits at that of the sums.
integer_weights at_exponent(const float_weights& w, int in_exponent, int n) {
  integer_weights q;
  q.scales.assign(w.rows, std::ldexp(1.0, -n));
  for (const float x : w.weight) q.weight.push_back(rounded(std::ldexp(static_cast<double>(x), n)));
  double largest = 0.0;
  for (const float b : w.bias) largest = std::max(largest, magnitude(b));
  const double in_sums = std::ldexp(largest, in_exponent + n);
  while (std::ldexp(in_sums, -q.arithmetic.bias_shift) > 32767.0) ++q.arithmetic.bias_shift;
  std::vector<std::int64_t> shifted;
  for (const float b : w.bias) {
    q.bias.push_back(
        rounded(std::ldexp(static_cast<double>(b), in_exponent + n - q.arithmetic.bias_shift)));
    shifted.push_back(q.bias.back() * (std::int64_t{1} << q.arithmetic.bias_shift));
  }
  q.arithmetic.sums = bound_of(q.weight, shifted);
  return q;
}

// The largest n at which the weights fit 16 bits and the sums 32.
int finest_exponent(const float_weights& w, int in_exponent, std::int64_t largest_input) {
  double largest = 0.0;
  for (const float x : w.weight) largest = std::max(largest, magnitude(x));
  int n = largest > 0.0 ? static_cast<int>(std::floor(std::log2(32767.0 / largest))) : 0;
  n = std::min(n, 40 - in_exponent);
  for (;; --n) {
    const integer_weights q = at_exponent(w, in_exponent, n);
    // Room for one half of the last shift, at most 2^29.
    if (q.arithmetic.sums.largest(largest_input) < (std::int64_t{1} << 31) - (1 << 29)) return n;
  }
}

}  // namespace

int weight_bits(const float_weights& w, int input_bits) {
  double largest = 0.0;
  for (const float x : w.weight) largest = std::max(largest, magnitude(x));
  if (largest == 0.0) return 16;
  // Scale-free: the sums of magnitudes beside the largest weight.
  double widest = 0.0;
  for (std::size_t r = 0; r < w.rows; ++r) {
    double sum = 0.0;
    for (const float x : row(w.weight, w.rows, r)) sum += magnitude(x);
    widest = std::max(widest, sum / largest);
  }
  const double room = std::log2(std::ldexp(0.75, 31) / std::ldexp(widest, input_bits - 1));
  return std::min(16, static_cast<int>(std::floor(room)) + 1);
}

i16_weights to_i16(const float_weights& w, const quantization& in, const quantization& out,
                   interval limit) {
  const int n_in = exponent_of(in), n_out = exponent_of(out);
  const int n = finest_exponent(w, n_in, in.largest());
  i16_weights result;
  result.integers = at_exponent(w, n_in, n);
  const int shift = n_in + n - n_out;
  result.behind = std::max(0, -shift);
  // Past 30 bits nothing is left of a sum; the weights are made coarser.
  if (shift > 30) result.integers = at_exponent(w, n_in, n - (shift - 30));
  result.integers.arithmetic.rescale = shift_by(std::clamp(shift, 0, 30), limit);
  return result;
}

}  // namespace genn::quantize

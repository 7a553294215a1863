// SPDX-License-Identifier: BSL-1.0
#include "quantize/scaling.hpp"

#include <algorithm>
#include <cmath>

namespace genn::quantize {

namespace {

// One bit below the point holds one half; the floor of the product loses nothing more, for
// floor((floor(t) + k) / 2^s) = floor((t + k) / 2^s) of every integer k.
constexpr int wanted_shift = 1;
// Kernels multiply by m * 2^(16 - e): smaller factors, of sums of 30 bits, have fewer bits.
constexpr int most_shift = 16;
// Whatever is not 0 saturates.
constexpr double most_factor = 512;
constexpr std::int64_t beyond = (std::int64_t{1} << 31) - 1;

// The e for which factor * 2^(16 + e) has 15 bits.
int exponent_of(double factor) {
  factor = std::min(factor, most_factor);
  int e = static_cast<int>(std::floor(std::log2(largest_multiplier / (factor * 65536.0))));
  while (std::lround(std::ldexp(factor, 16 + e)) > largest_multiplier) --e;
  return std::min(e, most_shift);
}

// The multiplier of a factor.
long multiplier_of(double factor, int e) {
  return std::max(std::lround(std::ldexp(std::min(factor, most_factor), 16 + e)), 1l);
}

}  // namespace

std::vector<double> rounded_factors(const std::vector<double>& factors) {
  const int e = exponent_of(*std::max_element(factors.begin(), factors.end()));
  std::vector<double> rounded;
  for (const double factor : factors)
    rounded.push_back(factor > most_factor
                          ? factor  // its sums are 0 or saturate
                          : std::ldexp(static_cast<double>(multiplier_of(factor, e)), -16 - e));
  return rounded;
}

double least_factor_beside(double largest) {
  return std::ldexp(least_multiplier, -16 - exponent_of(largest));
}

scaling scale_by(const std::vector<double>& factors, std::int64_t largest_sum,
                 const quantization& result, interval limit) {
  const double largest = *std::max_element(factors.begin(), factors.end());
  const double smallest = *std::min_element(factors.begin(), factors.end());
  const int e = exponent_of(largest);
  scaling s;
  s.how.low = limit.low;
  s.how.high = limit.high;
  // Sums that saturate in front of the shift must saturate behind it, too.
  for (s.how.left = std::max(0, wanted_shift - e); s.how.left > 0; --s.how.left) {
    const std::int64_t reach = beyond >> s.how.left;
    if (largest_sum <= reach) break;
    s.how.reach = static_cast<std::int32_t>(reach);
    if (static_cast<double>(reach) * smallest >= 2.0 * (limit.high - limit.low)) break;
    s.how.reach = 0;
  }
  s.how.shift = e + s.how.left;
  const std::int32_t half = s.how.shift > 0 ? std::int32_t{1} << (s.how.shift - 1) : 0;
  s.how.rounding = half + result.zero_point * (std::int32_t{1} << s.how.shift);
  for (const double factor : factors)
    s.multipliers.push_back(static_cast<std::int32_t>(multiplier_of(factor, e)));
  return s;
}

rescaling shift_by(std::int32_t shift, interval limit) {
  rescaling r;
  r.shift = shift;
  r.rounding = shift > 0 ? std::int32_t{1} << (shift - 1) : 0;
  r.low = limit.low;
  r.high = limit.high;
  return r;
}

}  // namespace genn::quantize

// SPDX-License-Identifier: BSL-1.0
#include "quantize/too_coarse.hpp"

#include <genn/number/standardization.hpp>

#include <algorithm>
#include <cmath>

#include "run/functions.hpp"

namespace genn::quantize {

namespace {

// The power of two that holds all numbers seen.
double reach(const run::observed& seen) {
  const double largest =
      std::max(std::fabs(static_cast<double>(seen.low)), std::fabs(static_cast<double>(seen.high)));
  return std::exp2(std::ceil(std::log2(std::max(largest, 1e-30))));
}

double width(const run::observed& seen) {
  return static_cast<double>(seen.high) - static_cast<double>(seen.low);
}

double steps_of(form f) { return f == form::i8 ? 255.0 : 65535.0; }

}  // namespace

bool leaves_its_lines(const std::vector<ir::function>& chain, const run::observed& operand,
                      const run::observed& result) {
  constexpr double segments = 256.0;
  const run::function_chain f(chain);
  const double from = -reach(operand), segment = -2.0 * from / segments, most = reach(result);
  const auto entry = [&](double k) {
    const double y = static_cast<double>(f(static_cast<float>(from + k * segment)));
    return std::isnan(y) ? 0.0 : std::clamp(y, -most, most);
  };
  double squares = 0.0;
  for (const float x : operand.numbers) {
    const double place = (static_cast<double>(x) - from) / segment, k = std::floor(place);
    const double a = entry(k), line = a + (entry(k + 1.0) - a) * (place - k);
    const double missed = line - static_cast<double>(f(x));
    squares += missed * missed;
  }
  const double allowed = width(result) / segments;
  return squares > allowed * allowed * static_cast<double>(operand.numbers.size());
}

bool too_wide_for_softmax(const run::observed& logits, form f) {
  return width(logits) / steps_of(f) > (f == form::i8 ? 1.0 / 4.0 : 1.0 / 64.0);
}

bool too_near_zero_for_division(const run::observed& divisors, form f) {
  constexpr double few_steps = 32.0;
  // Integers reach zero, too.
  const double low = std::min(static_cast<double>(divisors.low), 0.0),
               high = std::max(static_cast<double>(divisors.high), 0.0);
  const double near = few_steps * (high - low) / steps_of(f);
  return std::any_of(divisors.numbers.begin(), divisors.numbers.end(),
                     [&](float x) { return std::fabs(static_cast<double>(x)) < near; });
}

bool too_small_for_standardize(const run::observed& result, std::int64_t length,
                               const std::vector<float>& scale, form f) {
  // Steps may be chosen finer than these by some bits; multipliers have 15.
  constexpr int spare = 3;
  double largest = 0.0;
  for (const float g : scale) largest = std::max(largest, std::fabs(static_cast<double>(g)));
  const double steps = largest * steps_of(f) / std::max(width(result), 1e-30);
  return steps > std::ldexp(1.0, places_of_results(length) - 1 - spare);
}

}  // namespace genn::quantize

// SPDX-License-Identifier: BSL-1.0
// Layer, group, instance and RMS norm: their weights become multipliers and addends of channels.
#include <genn/number/standardization.hpp>

#include <algorithm>
#include <cmath>

#include "quantize/assembly.hpp"

namespace genn::quantize {

namespace {

double largest_of(const std::vector<float>& numbers, double unit) {
  double largest = 0.0;
  for (const float x : numbers)
    largest = std::max(largest, std::fabs(static_cast<double>(x)) / unit);
  return largest;
}

// Places behind the point of multipliers of 16 bits that leave addends 30.
int places_of_multipliers(double multiplier, double addend, int behind_results) {
  const auto bits = [](double room, double largest) {
    return static_cast<int>(std::floor(std::log2(room / std::max(largest, 1e-30))));
  };
  const int shift = bits(std::ldexp(1.0, 30), addend);
  return std::min({bits(32767.0, multiplier), shift - behind_results, 30 - behind_results});
}

}  // namespace

void add_standardize(assembly& a, const ir::node& x, const ir::standardize& s) {
  const ir::value_id in = a.operand(x, 0);
  const quantization &from = a.quant(in), &q = a.result_quant(x);
  const std::int64_t length = a.from()[x.result].type.shape.back();
  const auto numbers = [&](std::size_t i, std::vector<float> missing) {
    return x.operands.size() > i ? a.from()[x.operands[i]].constant->floats() : missing;
  };
  const std::vector<float> scale = numbers(1, {1.0f});
  const std::vector<float> shift = numbers(2, std::vector<float>(scale.size(), 0.0f));
  const double unit = static_cast<double>(q.scale);

  // A result has the places before its multiplier, whose product loses 16.
  const int behind_results = places_of_results(length) - 16;
  const double addend = largest_of(shift, unit) + std::fabs(q.zero_point) + 1.0;
  const int places = places_of_multipliers(largest_of(scale, unit), addend, behind_results);
  const int end = behind_results + places;
  if (end < 0)
    throw conversion_error(exit_code::unsupported,
                           {name_of(a.from(), x), "its results are smaller than its integers tell",
                            "keep it in float: --keep LAYER=f32"});
  std::vector<std::int64_t> multipliers, addends;
  for (const float g : scale)
    multipliers.push_back(std::lround(std::ldexp(static_cast<double>(g) / unit, places)));
  for (const float b : shift)
    addends.push_back(std::lround(
        std::ldexp(static_cast<double>(b) / unit + q.zero_point + (end > 0 ? 0.5 : 0.0), end)));

  ir::standardize made = s;
  if (x.operands.size() == 1) made.inner = length;
  const double steps = static_cast<double>(length) / static_cast<double>(from.scale);
  const double eps = static_cast<double>(s.eps) * steps * steps;
  made.integer = ir::integer_standardize{
      static_cast<std::uint64_t>(std::clamp(std::round(eps), 1.0, std::ldexp(1.0, 61))),
      {end, 0, q.low, q.high}};
  const std::string& name = name_of(a.from(), x);
  const ir::value_id multiplier =
      a.add_list(name + ".multiplier", ir::element::i16, std::move(multipliers));
  const ir::value_id added = a.add_list(name + ".addend", ir::element::i32, std::move(addends));
  a.finish(made, {in, multiplier, added}, x);
}

}  // namespace genn::quantize

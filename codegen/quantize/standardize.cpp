// SPDX-License-Identifier: BSL-1.0
#include "quantize/standardize.hpp"

#include <genn/number/standardization.hpp>

#include <algorithm>
#include <cmath>

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

// What the results of a norm are multiplied by, and what is added; places behind the point of the
// multipliers, and of the sums.
struct norm_numbers {
  std::vector<float> scale, shift;
  int places, end;
};

norm_numbers numbers_of(const ir::network& n, const ir::node& x, const quantization& q) {
  const auto numbers = [&](std::size_t i, std::vector<float> missing) {
    return x.operands.size() > i ? n[x.operands[i]].constant->floats() : missing;
  };
  norm_numbers all{numbers(1, {1.0f}), {}, 0, 0};
  all.shift = numbers(2, std::vector<float>(all.scale.size(), 0.0f));
  const double unit = static_cast<double>(q.scale);
  // A result has the places before its multiplier, whose product loses 16.
  const int behind_results = places_of_results(n[x.result].type.shape.back()) - 16;
  const double addend = largest_of(all.shift, unit) + std::fabs(q.zero_point) + 1.0;
  all.places = places_of_multipliers(largest_of(all.scale, unit), addend, behind_results);
  all.end = behind_results + all.places;
  return all;
}

}  // namespace

bool standardizes_in_integers(const ir::network& n, const ir::node& x, const quantization& q) {
  // With these, 3 * 2^-end and one half are less than a step.
  constexpr int enough_places = 3;
  for (std::size_t i = 1; i < x.operands.size(); ++i)
    if (!n[x.operands[i]].constant) return false;
  return n[x.result].type.shape.back() <= longest_row(form::i8) &&
         numbers_of(n, x, q).end >= enough_places;
}

void add_standardize(assembly& a, const ir::node& x, const ir::standardize& s) {
  const ir::value_id in = a.operand(x, 0);
  const quantization &from = a.quant(in), &q = a.result_quant(x);
  const std::int64_t length = a.from()[x.result].type.shape.back();
  const double unit = static_cast<double>(q.scale);
  const auto [scale, shift, places, end] = numbers_of(a.from(), x, q);
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

// SPDX-License-Identifier: BSL-1.0
#include "run/interval.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "run/functions.hpp"

namespace genn::run {

namespace {

double limited(double x) { return std::clamp(x, -interval::most, interval::most); }

bool holds_zero(interval x) { return x.low <= 0.0 && x.high >= 0.0; }

/// A function of one number on an interval; what is not a number has no bound.
class scanner {
 public:
  explicit scanner(const ir::function& f) : chain_{f}, f_(chain_) {}

  interval at(double x) const {
    const double y = static_cast<double>(f_(static_cast<float>(limited(x))));
    return std::isnan(y) ? everything : interval{limited(y), limited(y)};
  }

  /// Exact for monotone functions.
  interval ends(interval x) const { return hull(at(x.low), at(x.high)); }

  /// For functions that turn at 0 alone.
  interval turning(interval x) const { return holds_zero(x) ? hull(ends(x), at(0.0)) : ends(x); }

  /// 4,096 points, and as margin the largest step between two.
  interval sampled(interval x) const {
    constexpr int points = 4096;
    interval all = ends(x), before = at(x.low);
    double step = 0.0;
    for (int i = 1; i <= points; ++i) {
      const double share = static_cast<double>(i) / points;
      const interval here = at(x.low * (1.0 - share) + x.high * share);
      all = hull(all, here);
      step = std::max({step, here.high - before.low, before.high - here.low});
      before = here;
    }
    return {all.low - step, all.high + step};
  }

 private:
  std::vector<ir::function> chain_;
  function_chain f_;
};

const std::set<std::string> rising{
    "identity",   "relu",       "relu6",       "hardtanh",    "sigmoid",       "tanh",
    "add_scalar", "mul_scalar", "log_sigmoid", "hardsigmoid", "exp",           "expm1",
    "erf",        "floor",      "ceil",        "round",       "trunc",         "sign",
    "softshrink", "clamp_min",  "clamp_max",   "softplus",    "round_to_half", "round_to_bfloat16"};

/// Outside of [-16, 16] they rise, fall or stay.
const std::set<std::string> settled{"silu", "gelu", "gelu_tanh", "mish", "hardswish"};

/// They do not round.
const std::set<std::string> exact{
    "identity", "relu",    "relu6",     "hardtanh",   "clamp_min",     "clamp_max",
    "abs",      "sign",    "floor",     "ceil",       "round",         "trunc",
    "minimum",  "maximum", "threshold", "hardshrink", "round_to_half", "round_to_bfloat16"};

/// What a function never leaves, whatever it reads.
interval values_of(const std::string& name) {
  const struct {
    const char* name;
    interval values;
  } table[] = {{"sigmoid", {0.0, 1.0}},
               {"hardsigmoid", {0.0, 1.0}},
               {"tanh", {-1.0, 1.0}},
               {"erf", {-1.0, 1.0}},
               {"erfc", {0.0, 2.0}},
               {"atan", {-1.6, 1.6}},
               {"asin", {-1.6, 1.6}},
               {"acos", {0.0, 3.2}},
               {"atan2", {-3.2, 3.2}},
               {"eq", {0.0, 1.0}},
               {"ne", {0.0, 1.0}},
               {"lt", {0.0, 1.0}},
               {"le", {0.0, 1.0}},
               {"gt", {0.0, 1.0}},
               {"ge", {0.0, 1.0}},
               {"logical_not", {0.0, 1.0}},
               {"is_true", {0.0, 1.0}},
               {"isnan", {0.0, 1.0}},
               {"isfinite", {0.0, 1.0}},
               {"sin", {-1.0, 1.0}},
               {"cos", {-1.0, 1.0}},
               {"log_sigmoid", {-interval::most, 0.0}},
               {"exp", {0.0, interval::most}},
               {"softplus", {0.0, interval::most}},
               {"square", {0.0, interval::most}},
               {"sqrt", {0.0, interval::most}},
               {"rsqrt", {0.0, interval::most}}};
  for (const auto& row : table)
    if (name == row.name) return row.values;
  return everything;
}

interval inside(interval x, interval limits) {
  return {std::max(x.low, limits.low), std::min(x.high, limits.high)};
}

interval power(const scanner& f, double exponent, interval x) {
  const bool whole = exponent == std::floor(exponent);
  if ((exponent < 0.0 && holds_zero(x)) || (!whole && x.low < 0.0)) return everything;
  return f.turning(x);
}

/// With poles, steps or ends of their domain: nothing is said but what they never leave.
const std::set<std::string> broken{"tan",   "asin",        "acos",    "acosh",   "atanh",
                                   "log2",  "log10",       "lgamma",  "digamma", "erfinv",
                                   "isnan", "logical_not", "is_true", "isfinite"};

interval of_one(const ir::function& f, interval x) {
  if (broken.count(f.name) != 0) return everything;
  const scanner s(f);
  if (rising.count(f.name) != 0) return s.ends(x);
  if (f.name == "abs" || f.name == "square" || f.name == "leaky_relu") return s.turning(x);
  if (f.name == "log" || f.name == "sqrt" || f.name == "log1p" || f.name == "rsqrt") {
    const double domain = f.name == "log1p" ? -1.0 : 0.0;
    return x.low < domain ? everything : s.ends(x);
  }
  if (f.name == "reciprocal") return holds_zero(x) ? everything : s.ends(x);
  if (f.name == "pow_scalar") return power(s, static_cast<double>(f.parameters.front()), x);
  if (f.name == "sin" || f.name == "cos") return values_of(f.name);
  if (settled.count(f.name) != 0) {
    const interval inner{std::clamp(x.low, -16.0, 16.0), std::clamp(x.high, -16.0, 16.0)};
    return hull(s.ends(x), s.sampled(inner));
  }
  return s.sampled(x);
}

interval of_two(const ir::function& f, interval a, interval b) {
  if (f.name == "add") return a + b;
  if (f.name == "second") return b;
  if (f.name == "sub") return a + interval{-b.high, -b.low};
  if (f.name == "mul") return a * b;
  if (f.name == "minimum") return {std::min(a.low, b.low), std::min(a.high, b.high)};
  if (f.name == "maximum") return {std::max(a.low, b.low), std::max(a.high, b.high)};
  if (f.name == "prelu") {
    const interval negative{std::min(a.low, 0.0), std::min(a.high, 0.0)};
    interval result = negative * b;
    if (a.high >= 0.0) result = hull(result, {std::max(a.low, 0.0), a.high});
    return result;
  }
  if (f.name == "div") return holds_zero(b) ? everything : a * interval{1.0 / b.high, 1.0 / b.low};
  if (f.name == "pow" && a.low > 0.0) {  // monotone in both
    const double first = limited(std::pow(a.low, b.low));
    interval result{first, first};
    for (const double base : {a.low, a.high})
      for (const double exponent : {b.low, b.high}) {
        const double y = limited(std::pow(base, exponent));
        result = hull(result, {y, y});
      }
    // a ^ b turns where a is 1 or b is 0, and is 1 there.
    return a.low <= 1.0 && a.high >= 1.0 ? hull(result, {1.0, 1.0}) : result;
  }
  return everything;
}

}  // namespace

double magnitude(interval x) { return std::max(std::abs(x.low), std::abs(x.high)); }

interval hull(interval a, interval b) { return {std::min(a.low, b.low), std::max(a.high, b.high)}; }

interval operator+(interval a, interval b) {
  return {limited(a.low + b.low), limited(a.high + b.high)};
}

interval operator*(interval a, interval b) {
  const double corners[] = {a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high};
  const auto [low, high] = std::minmax_element(std::begin(corners), std::end(corners));
  return {limited(*low), limited(*high)};
}

interval widened(interval x, double error) {
  constexpr double relative = 1e-6, absolute = 1e-30;
  const auto room = [&](double end) { return error + std::abs(end) * relative + absolute; };
  return {limited(x.low - room(x.low)), limited(x.high + room(x.high))};
}

interval range_of(const ir::function& f, const std::vector<interval>& x) {
  interval result;
  if (x.size() == 1)
    result = of_one(f, x[0]);
  else if (x.size() == 2)
    result = of_two(f, x[0], x[1]);
  else
    result = f.name == "scale_shift" ? x[0] * x[1] + x[2]
             : f.name == "where"     ? hull(x[1], x[2])
                                     : everything;
  if (exact.count(f.name) != 0) return result;
  // Sums cancel, and round as their largest part does.
  double part = 0.0;
  if (f.name == "add" || f.name == "sub" || f.name == "add_scalar")
    for (const interval operand : x) part = std::max(part, magnitude(operand));
  if (f.name == "scale_shift") part = magnitude(x[0] * x[1]);
  return inside(widened(result, part * 1e-6), values_of(f.name));
}

interval range_behind(const std::vector<ir::function>& chain, interval x) {
  for (const ir::function& f : chain) x = range_of(f, {x});
  return x;
}

}  // namespace genn::run

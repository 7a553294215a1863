// SPDX-License-Identifier: BSL-1.0
#include "passes/whole_ranges.hpp"

#include <algorithm>
#include <cmath>

namespace genn::passes {

namespace {

constexpr double most = 9223372036854775808.0;  // 2^63
constexpr whole_range everything{-most, most};

// Beyond 64 bits a number may have become any.
whole_range wrapped(double low, double high) {
  return low >= -most && high <= most ? whole_range{low, high} : everything;
}
whole_range hull(whole_range a, whole_range b) {
  return {std::min(a.low, b.low), std::max(a.high, b.high)};
}
double magnitude(whole_range x) { return std::max(std::fabs(x.low), std::fabs(x.high)); }

whole_range product(whole_range a, whole_range b) {
  const double corners[] = {a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high};
  const auto [low, high] = std::minmax_element(std::begin(corners), std::end(corners));
  return wrapped(*low, *high);
}

// What all functions of bits keep to: as many bits as the longer operand has.
whole_range of_bits(whole_range a, whole_range b) {
  double power = 1.0;
  while (power <= std::max(magnitude(a), magnitude(b)) && power < most) power *= 2.0;
  const bool signs = a.low < 0.0 || b.low < 0.0;
  return {signs ? -power : 0.0, power < most ? power - 1.0 : most};
}

// What a division leaves: smaller than the divisor, and no larger than what is divided.
whole_range of_rest(whole_range a, whole_range b, bool sign_of_divisor) {
  const double limit = std::max(magnitude(b) - 1.0, 0.0);
  const whole_range signs = sign_of_divisor ? b : a;
  const double reach = sign_of_divisor ? limit : std::min(limit, magnitude(a));
  return {signs.low < 0.0 ? -reach : 0.0, signs.high > 0.0 ? reach : 0.0};
}

whole_range of_quotient(whole_range a, whole_range b) {
  if (b.low < 1.0) {
    const double reach = std::max(magnitude(a), 1.0);
    return {a.low < 0.0 || b.low < 0.0 ? -reach : 0.0, reach};
  }
  return {std::min(std::floor(a.low / b.low), 0.0), std::max(std::floor(a.high / b.low), 0.0)};
}

whole_range of_power(whole_range a, whole_range b) {
  const double reach = std::pow(magnitude(a), std::max(b.high, 0.0));
  if (!(reach <= most)) return everything;
  return {a.low < 0.0 ? -reach : 0.0, std::max(reach, 1.0)};
}

whole_range of_function(const ir::function& f, const std::vector<whole_range>& x) {
  const std::string& name = f.name;
  for (const char* const truth :
       {"eq", "ne", "lt", "le", "gt", "ge", "logical_not", "is_true", "isnan", "isfinite"})
    if (name == truth) return {0.0, 1.0};
  const whole_range a = x[0];
  const auto number = [&] {
    const double p = static_cast<double>(f.parameters.front());
    return whole_range{p, p};
  };
  const whole_range b = x.size() > 1 ? x[1] : f.parameters.empty() ? everything : number();
  if (name == "add" || name == "add_scalar") return wrapped(a.low + b.low, a.high + b.high);
  if (name == "sub") return wrapped(a.low - b.high, a.high - b.low);
  if (name == "mul" || name == "mul_scalar") return product(a, b);
  if (name == "minimum" || name == "clamp_max")
    return {std::min(a.low, b.low), std::min(a.high, b.high)};
  if (name == "maximum" || name == "clamp_min")
    return {std::max(a.low, b.low), std::max(a.high, b.high)};
  if (name == "hardtanh") {
    const double high = static_cast<double>(f.parameters[1]);
    return {std::clamp(a.low, b.low, high), std::clamp(a.high, b.low, high)};
  }
  if (name == "relu") return {std::max(a.low, 0.0), std::max(a.high, 0.0)};
  if (name == "relu6") return {std::clamp(a.low, 0.0, 6.0), std::clamp(a.high, 0.0, 6.0)};
  if (name == "abs") return {0.0, magnitude(a)};
  if (name == "sign") return {-1.0, 1.0};
  if (name == "square") return {0.0, std::min(magnitude(a) * magnitude(a), most)};
  if (name == "where") return hull(x[1], x[2]);
  if (name == "second") return b;
  if (name == "bit_and" && a.low >= 0.0 && b.low >= 0.0) return {0.0, std::min(a.high, b.high)};
  if (name == "bit_and" && (a.low >= 0.0 || b.low >= 0.0))
    return {0.0, a.low >= 0.0 ? a.high : b.high};
  if (name == "bit_and" || name == "bit_or" || name == "bit_xor") return of_bits(a, b);
  if (name == "remainder") return of_rest(a, b, true);
  if (name == "fmod") return of_rest(a, b, false);
  if (name == "floor_divide" || name == "trunc_divide") return of_quotient(a, b);
  if (name == "right_shift") return {std::min(a.low, 0.0), std::max(a.high, 0.0)};
  if (name == "left_shift" && b.high < 64.0)
    return product(a, {1.0, std::ldexp(1.0, static_cast<int>(std::max(b.high, 0.0)))});
  if (name == "pow" || name == "pow_scalar") return of_power(a, b);
  for (const char* const same : {"identity", "floor", "ceil", "round", "trunc"})
    if (name == same) return a;
  return everything;
}

whole_range of_constant(const ir::tensor& t) {
  return std::visit(
      [](const auto& numbers) -> whole_range {
        if (numbers.empty()) return {0.0, 0.0};
        const auto [low, high] = std::minmax_element(numbers.begin(), numbers.end());
        return {static_cast<double>(*low), static_cast<double>(*high)};
      },
      t.data);
}

// `length` numbers joined by a function of two.
whole_range of_joined(const std::string& function, whole_range x, std::int64_t length) {
  const double count = static_cast<double>(length);
  if (function == "add")
    return wrapped(std::min(x.low, x.low * count), std::max(x.high, x.high * count));
  if (function == "maximum" || function == "minimum" || function == "second") return x;
  if (function == "mul" && x.low >= 0.0 && x.high <= 1.0) return {0.0, 1.0};
  return function == "mul" ? hull(x, of_power(x, {count, count})) : everything;
}

class ranger {
 public:
  ranger(const ir::network& n, const ir::node& x, const std::vector<whole_range>& known)
      : n_(n), x_(x) {
    for (const ir::value_id id : x.operands) in_.push_back(known[id.index]);
  }

  whole_range operator()(const ir::map& m) const {
    whole_range y = of_function(m.chain.front(), in_);
    for (std::size_t i = 1; i < m.chain.size(); ++i) y = of_function(m.chain[i], {y});
    return y;
  }
  whole_range operator()(const ir::integer_map&) const { return in_[0]; }
  whole_range operator()(const ir::permute&) const { return in_[0]; }
  whole_range operator()(const ir::reshape&) const { return in_[0]; }
  whole_range operator()(const ir::strided&) const { return in_[0]; }
  whole_range operator()(const ir::copy&) const { return in_[0]; }
  whole_range operator()(const ir::gather&) const { return in_[0]; }
  whole_range operator()(const ir::concat&) const {
    whole_range y = in_[0];
    for (const whole_range& x : in_) y = hull(y, x);
    return y;
  }
  whole_range operator()(const ir::pad& p) const {
    const double value = static_cast<double>(p.value);
    return hull(in_[0], {value, value});
  }
  whole_range operator()(const ir::scatter& s) const {
    const whole_range both = hull(in_[0], in_[2]);
    return s.function == "second" ? both : of_joined(s.function, both, 1 + shape(1)[0]);
  }
  whole_range operator()(const ir::reduce& r) const {
    return of_joined(r.function, in_[0], shape(0)[0]);
  }
  whole_range operator()(const ir::cumulative& c) const {
    return of_joined(c.function, in_[0], shape(0)[0]);
  }
  whole_range operator()(const ir::arg_reduce&) const { return places(); }
  whole_range operator()(const ir::sort&) const { return places(); }
  whole_range operator()(const ir::matmul&) const {
    return of_joined("add", product(in_[0], in_[1]), shape(0)[2]);
  }
  template <class Other>
  whole_range operator()(const Other&) const {
    return everything;
  }

 private:
  const ir::dims& shape(std::size_t i) const { return n_[x_.operands[i]].type.shape; }
  whole_range places() const { return {0.0, static_cast<double>(shape(0)[0] - 1)}; }

  const ir::network& n_;
  const ir::node& x_;
  std::vector<whole_range> in_;
};

}  // namespace

whole_range range_of_type(ir::element type) {
  switch (type) {
    case ir::element::boolean:
      return {0.0, 1.0};
    case ir::element::u8:
      return {0.0, 255.0};
    case ir::element::i8:
      return {-128.0, 127.0};
    case ir::element::i16:
      return {-32768.0, 32767.0};
    case ir::element::i32:
      return {-2147483648.0, 2147483647.0};
    default:
      return everything;
  }
}

std::vector<whole_range> whole_ranges(const ir::network& n, std::size_t callers) {
  std::vector<whole_range> known(n.values.size(), everything);
  for (std::size_t i = 0; i < n.values.size(); ++i)
    if (n.values[i].constant) known[i] = of_constant(*n.values[i].constant);
  const auto limit = [&](ir::value_id id, ir::element type) {
    const whole_range of_type = range_of_type(type);
    whole_range& x = known[id.index];
    if (x.low < of_type.low || x.high > of_type.high) x = of_type;
  };
  for (std::size_t i = 0; i < n.inputs.size(); ++i) {
    const ir::value_id id = n.inputs[i];
    if (n[id].whole) limit(id, *n[id].whole);
    if (n[id].whole && i < callers) limit(id, ir::element::i32);
  }
  for (const ir::node& x : n.nodes) {
    known[x.result.index] = std::visit(ranger(n, x, known), x.what);
    // A change of type to 32 bits wraps around.
    if (n[x.result].whole && std::holds_alternative<ir::integer_map>(x.what))
      limit(x.result, *n[x.result].whole);
  }
  return known;
}

}  // namespace genn::passes

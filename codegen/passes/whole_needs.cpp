// SPDX-License-Identifier: BSL-1.0
#include "passes/whole_needs.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace genn::passes {

namespace {

constexpr whole_need all{std::numeric_limits<double>::infinity(), true};
constexpr whole_need nearest{0.0, true};

whole_need joined(whole_need a, whole_need b) {
  return {std::max(a.limit, b.limit), a.rounded || b.rounded};
}

double magnitude(whole_range x) { return std::max(std::fabs(x.low), std::fabs(x.high)); }

whole_need below(double number) { return {number + 1.0, false}; }

bool is_one_of(const std::string& name, std::initializer_list<const char*> names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// What a layer that computes with integers reads of operand i for `result` to be met.
class reader {
 public:
  reader(const ir::node& x, std::size_t i, whole_need result,
         const std::vector<whole_range>& ranges)
      : x_(x), i_(i), result_(result), ranges_(ranges) {}

  whole_need operator()(const ir::map& m) const {
    const ir::function& f = m.chain.front();
    const std::string& name = f.name;
    const double other = other_of(f);
    const bool small = other < static_cast<double>(ir::most_exact);
    if (is_one_of(name, {"logical_not", "is_true", "sign"})) return below(0.0);
    if (is_one_of(name, {"eq", "ne", "lt", "le", "gt", "ge"})) return small ? below(other) : all;
    if (is_one_of(name, {"abs", "identity", "floor", "ceil", "round", "trunc", "relu"}))
      return result_;
    if (name == "where") return i_ == 0 ? below(0.0) : result_;
    if (is_one_of(name, {"hardtanh", "relu6"})) return below(other);
    if (!small) return all;
    if (is_one_of(name, {"minimum", "maximum", "clamp_min", "clamp_max"}))
      return joined(result_, below(other));
    const bool changes_sign = other <= 1.0;  // or is 0: a product of these does not round
    if (is_one_of(name, {"mul", "mul_scalar"}) && (changes_sign || is_constant_factor(f)))
      return changes_sign ? result_ : result_.rounded ? all : result_;
    if (is_one_of(name, {"add", "sub", "add_scalar"}))
      return result_.rounded ? all : whole_need{result_.limit + other, false};
    return all;
  }
  whole_need operator()(const ir::permute&) const { return result_; }
  whole_need operator()(const ir::reshape&) const { return result_; }
  whole_need operator()(const ir::strided&) const { return result_; }
  whole_need operator()(const ir::copy&) const { return result_; }
  whole_need operator()(const ir::concat&) const { return result_; }
  whole_need operator()(const ir::pad&) const { return result_; }
  whole_need operator()(const ir::gather&) const { return result_; }
  whole_need operator()(const ir::scatter& s) const {
    return s.function == "second" ? result_ : all;
  }
  whole_need operator()(const ir::reduce& r) const {
    return is_one_of(r.function, {"maximum", "minimum"}) ? result_ : all;
  }
  whole_need operator()(const ir::cumulative& c) const {
    return is_one_of(c.function, {"maximum", "minimum"}) ? result_ : all;
  }
  // A change of type to 32 bits.
  whole_need operator()(const ir::integer_map&) const {
    return ranges_[x_.operands.front().index].fits_32_bits() ? result_ : all;
  }
  template <class Other>
  whole_need operator()(const Other&) const {
    return all;
  }

 private:
  // The largest magnitude of the other operand, or of the numbers of the function.
  double other_of(const ir::function& f) const {
    double most = f.name == "relu6" ? 6.0 : 0.0;
    for (const float p : f.parameters) most = std::max(most, std::fabs(static_cast<double>(p)));
    if (x_.operands.size() == 2)
      most = std::max(most, magnitude(ranges_[x_.operands[1 - i_].index]));
    return most;
  }
  // A number but 0, so that what is large stays large.
  static bool is_constant_factor(const ir::function& f) {
    return f.name == "mul_scalar" && std::fabs(f.parameters.front()) >= 1.0f;
  }

  const ir::node& x_;
  std::size_t i_;
  whole_need result_;
  const std::vector<whole_range>& ranges_;
};

}  // namespace

std::vector<whole_need> whole_needs(const ir::network& n, const std::vector<whole_range>& ranges,
                                    std::size_t callers) {
  std::vector<whole_need> needs(n.values.size());
  for (const ir::value_id output : n.outputs) needs[output.index] = all;
  for (std::size_t i = callers; i < n.inputs.size(); ++i) needs[n.inputs[i].index] = all;
  for (auto x = n.nodes.rbegin(); x != n.nodes.rend(); ++x)
    for (std::size_t i = 0; i < x->operands.size(); ++i) {
      whole_need& need = needs[x->operands[i].index];
      if (i == 1 && ir::names_rows(*x))
        need = joined(need, below(static_cast<double>(n[x->operands[0]].type.shape[0])));
      else if (n[x->result].whole)
        need = joined(need, std::visit(reader(*x, i, needs[x->result.index], ranges), x->what));
      else
        need = joined(need, nearest);
    }
  return needs;
}

}  // namespace genn::passes

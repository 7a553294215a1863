// SPDX-License-Identifier: BSL-1.0
#include "passes/whole_numbers.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <set>

#include "ir/diagnostic.hpp"
#include "passes/whole_needs.hpp"
#include "readers/origin.hpp"
#include "run/evaluate_whole.hpp"

namespace genn::passes {

namespace {

bool is_index(const ir::node& x, std::size_t operand) { return operand == 1 && ir::names_rows(x); }

bool is_change_of_type(const ir::node& x) {
  return std::holds_alternative<ir::integer_map>(x.what);
}

// Layers that move numbers as they are.
bool moves(const ir::node& x) {
  const auto* s = std::get_if<ir::scatter>(&x.what);
  return std::holds_alternative<ir::permute>(x.what) ||
         std::holds_alternative<ir::reshape>(x.what) ||
         std::holds_alternative<ir::strided>(x.what) || std::holds_alternative<ir::copy>(x.what) ||
         std::holds_alternative<ir::concat>(x.what) || std::holds_alternative<ir::pad>(x.what) ||
         std::holds_alternative<ir::gather>(x.what) || (s != nullptr && s->function == "second");
}

bool holds_integers(const ir::tensor& t) {
  if (!ir::is_floating(t.type.type)) return true;
  return std::all_of(t.floats().begin(), t.floats().end(),
                     [](float x) { return std::floor(x) == x && std::isfinite(x); });
}

class rewriter {
 public:
  rewriter(ir::network n, std::size_t callers)
      : n_(std::move(n)),
        callers_(callers),
        uses_(count_uses(n_)),
        ranges_(whole_ranges(n_, callers)),
        needs_(whole_needs(n_, ranges_, callers)) {}

  ir::network rewrite() {
    std::set<ir::value_id> given;  // inputs, and what only moves them
    for (std::size_t i = 0; i < n_.inputs.size(); ++i) {
      const ir::value_id id = n_.inputs[i];
      given.insert(id);
      if (n_[id].whole && is_wide(id, true)) n_[id].type.type = type_of(id);
    }
    const std::vector<ir::node> nodes = std::move(n_.nodes);
    n_.nodes.clear();
    for (ir::node x : nodes) {
      for (ir::value_id& operand : x.operands) operand = now(operand);
      if (moves(x) && given.count(x.operands.front()) != 0) given.insert(x.result);
      add(std::move(x), given.count(x.result) != 0);
    }
    for (ir::value_id& output : n_.outputs) output = now(output);
    keep_types_of_states();
    if (!unsupported_.empty())
      throw conversion_error(exit_code::unsupported, std::move(unsupported_));
    return std::move(n_);
  }

 private:
  // Values that took another's place.
  ir::value_id now(ir::value_id id) const {
    const auto found = replaced_.find(id);
    return found == replaced_.end() ? id : found->second;
  }
  bool is_plain(ir::value_id id) const { return ir::is_plain(n_[id]); }

  // What floats do not hold well enough.
  bool is_wide(ir::value_id id, bool given) const {
    return !ranges_[id.index].is_exact() && !needs_[id.index].is_met_by_floats(given);
  }
  ir::element type_of(ir::value_id id) const {
    return ranges_[id.index].fits_32_bits() ? ir::element::i32 : ir::element::i64;
  }

  // A layer that PyTorch computes in integers, of integers.
  bool is_of_integers(const ir::node& x) const {
    if (!n_[x.result].whole) return false;
    for (std::size_t i = 0; i < x.operands.size(); ++i) {
      const ir::value& v = n_[x.operands[i]];
      if (is_index(x, i) || v.whole) continue;
      if (!v.constant || !holds_integers(*v.constant)) return false;
    }
    return true;
  }

  bool reads_plain(const ir::node& x) const {
    for (std::size_t i = 0; i < x.operands.size(); ++i)
      if (!is_index(x, i) && is_plain(x.operands[i])) return true;
    return false;
  }

  void add(ir::node x, bool given) {
    const bool integers = is_of_integers(x);
    if (is_change_of_type(x)) return change_type(std::move(x), integers);
    if (!integers) return add_of_floats(std::move(x));
    const bool wide = is_wide(x.result, given);
    if (!wide && !reads_plain(x)) return add_of_floats(std::move(x));
    if (moves(x)) return add_move(std::move(x), wide);
    // Matrices of integers have integers for products.
    if (wide || std::holds_alternative<ir::matmul>(x.what))
      n_[x.result].type.type = type_of(x.result);
    if (std::holds_alternative<ir::map>(x.what)) return add_functions(std::move(x));
    if (std::holds_alternative<ir::scatter>(x.what))
      for (const std::size_t i : {std::size_t{0}, std::size_t{2}})
        x.operands[i] = in_type(x.operands[i], n_[x.result].type.type);
    if (std::holds_alternative<ir::sort>(x.what) ||
        std::holds_alternative<ir::arg_reduce>(x.what) || has_function(x) ||
        std::holds_alternative<ir::matmul>(x.what))
      return push(std::move(x));
    refuse(x);
  }

  static bool has_function(const ir::node& x) {
    if (const auto* r = std::get_if<ir::reduce>(&x.what))
      return run::find_whole_function(r->function) != nullptr;
    if (const auto* c = std::get_if<ir::cumulative>(&x.what))
      return run::find_whole_function(c->function) != nullptr;
    const auto* s = std::get_if<ir::scatter>(&x.what);
    return s != nullptr && run::find_whole_function(s->function) != nullptr;
  }

  void refuse(const ir::node& x) {
    unsupported_.push_back({readers::describe(x.where, ir::kind_of(x.what)),
                            "its integers may lie above 2^24, and it computes with floats",
                            "convert them to float32 before it"});
  }

  void push(ir::node x) { n_.nodes.push_back(std::move(x)); }

  // To float: rounded as PyTorch does it. To 32 bits: what is left of the others.
  void change_type(ir::node x, bool integers) {
    const ir::value_id from = x.operands.front();
    const bool narrows = integers && is_plain(from) && !ranges_[from.index].fits_32_bits();
    if (narrows) {
      n_[x.result].type.type = ir::element::i32;
      if (!wraps_itself(from)) return push(std::move(x));
      n_.nodes.back().result = x.result;
      return;
    }
    const bool rounds = !integers && is_plain(from) && !n_[x.result].whole;
    if (rounds) return push(std::move(x));
    if (!n_[from].whole) n_[from].whole = n_[x.result].whole;
    replaced_[x.result] = from;
  }

  // Sums and products modulo 2^32 need no more bits of their operands.
  bool wraps_itself(ir::value_id id) const {
    if (n_.nodes.empty()) return false;
    const ir::node& last = n_.nodes.back();
    const auto* m = std::get_if<ir::integer_map>(&last.what);
    if (last.result != id || uses_[id.index] != 1 || m == nullptr) return false;
    const auto* f = std::get_if<ir::whole>(&m->what);
    return f != nullptr && (f->function == "add" || f->function == "sub" || f->function == "mul");
  }

  void add_of_floats(ir::node x) {
    for (std::size_t i = 0; i < x.operands.size(); ++i)
      if (!is_index(x, i)) x.operands[i] = in_type(x.operands[i], ir::element::f32);
    push(std::move(x));
  }

  // All operands have the type of the widest.
  void add_move(ir::node x, bool wide) {
    ir::element type = wide ? type_of(x.result) : ir::element::f32;
    for (std::size_t i = 0; i < x.operands.size(); ++i) {
      if (is_index(x, i) || !is_plain(x.operands[i])) continue;
      const bool first = ir::is_floating(type);
      if (first || n_[x.operands[i]].type.type == ir::element::i64)
        type = n_[x.operands[i]].type.type;
    }
    for (std::size_t i = 0; i < x.operands.size(); ++i)
      if (!is_index(x, i)) x.operands[i] = in_type(x.operands[i], type);
    n_[x.result].type.type = type;
    push(std::move(x));
  }

  // The value as floats, int32 or int64.
  ir::value_id in_type(ir::value_id id, ir::element type) {
    if (n_[id].type.type == type) return id;
    const auto key = std::make_pair(id, type);
    const auto known = converted_.find(key);
    if (known != converted_.end()) return known->second;
    if (n_[id].constant) return converted_[key] = constant_in_type(id, type);
    ir::value v{n_[id].name, {type, n_[id].type.shape}, nullptr};
    v.exact = n_[id].exact;
    v.whole = n_[id].whole;
    const ir::value_id result = add_value(std::move(v), ranges_[id.index]);
    push({ir::integer_map{ir::whole{"identity"}}, {id}, result, {}});
    return converted_[key] = result;
  }

  ir::value_id constant_in_type(ir::value_id id, ir::element type) {
    const ir::tensor& from = *n_[id].constant;
    auto t = std::make_shared<ir::tensor>();
    t->type = {type, from.type.shape};
    std::visit(
        [&](const auto& numbers) {
          if (ir::is_floating(type))
            t->data = std::vector<float>(numbers.begin(), numbers.end());
          else
            t->data = std::vector<std::int64_t>(numbers.begin(), numbers.end());
        },
        from.data);
    return add_value({n_[id].name, t->type, t}, ranges_[id.index]);
  }

  ir::value_id add_value(ir::value v, whole_range range) {
    ranges_.push_back(range);
    needs_.push_back({});
    return n_.add(std::move(v));
  }

  // A number beside the operands.
  ir::value_id number(const ir::node& x, std::int64_t value) {
    auto t = std::make_shared<ir::tensor>();
    t->type = {ir::element::i32, {}};
    t->data = std::vector<std::int64_t>{value};
    const double range = static_cast<double>(value);
    return add_value({x.where.module.empty() ? "number" : x.where.module + ".number", t->type, t},
                     {range, range});
  }

  // Functions with numbers of their own become functions of two operands. Before they are fused, a
  // map has one.
  void add_functions(ir::node x) {
    for (ir::value_id& operand : x.operands)
      if (n_[operand].constant) operand = in_type(operand, type_of(operand));
    std::vector<ir::node> steps;
    if (!add_steps(x, std::get<ir::map>(x.what).chain.front(), steps)) return refuse(x);
    steps.back().result = x.result;
    for (ir::node& step : steps) push(std::move(step));
  }

  bool add_steps(const ir::node& x, const ir::function& f, std::vector<ir::node>& steps) {
    const auto step = [&](const char* name, std::vector<ir::value_id> operands) {
      // Between two steps there is room for everything.
      ir::value between = n_[x.result];
      between.type.type = ir::element::i64;
      const ir::value_id result = add_value(std::move(between), range_of_type(ir::element::i64));
      steps.push_back({ir::integer_map{ir::whole{name}}, std::move(operands), result, x.where});
    };
    const std::vector<ir::value_id>& in = x.operands;
    const auto parameter = [&](std::size_t i) {
      return number(x, static_cast<std::int64_t>(f.parameters[i]));
    };
    const auto with = [&](const char* name, ir::value_id second) {
      step(name, {steps.empty() ? in[0] : steps.back().result, second});
    };
    const std::pair<const char*, const char*> scalar[] = {{"add_scalar", "add"},
                                                          {"mul_scalar", "mul"},
                                                          {"clamp_min", "maximum"},
                                                          {"clamp_max", "minimum"},
                                                          {"pow_scalar", "pow"}};
    for (const auto& [given, name] : scalar)
      if (f.name == given) return with(name, parameter(0)), true;
    if (f.name == "hardtanh") {
      with("maximum", parameter(0));
      return with("minimum", parameter(1)), true;
    }
    if (f.name == "relu6") {
      with("maximum", number(x, 0));
      return with("minimum", number(x, 6)), true;
    }
    if (f.name == "relu") return with("maximum", number(x, 0)), true;
    if (f.name == "square") return with("mul", in[0]), true;
    if (f.name == "logical_not") return with("eq", number(x, 0)), true;
    if (f.name == "is_true") return with("ne", number(x, 0)), true;
    if (f.name == "isnan") return with("ne", in[0]), true;
    if (f.name == "isfinite") return with("eq", in[0]), true;
    for (const char* const same : {"floor", "ceil", "round", "trunc"})
      if (f.name == same) return step("identity", in), true;
    const run::whole_function* known = run::find_whole_function(f.name);
    if (known == nullptr || known->operands != in.size()) return false;
    return step(known->name, in), true;
  }

  // What is kept has one type from call to call.
  void keep_types_of_states() {
    for (std::size_t i = callers_; i < n_.inputs.size(); ++i) {
      ir::value_id& after = n_.outputs[n_.outputs.size() - n_.inputs.size() + i];
      after = in_type(after, n_[n_.inputs[i]].type.type);
    }
  }

  ir::network n_;
  std::size_t callers_;
  std::vector<int> uses_;
  std::vector<whole_range> ranges_;
  std::vector<whole_need> needs_;
  std::map<ir::value_id, ir::value_id> replaced_;
  std::map<std::pair<ir::value_id, ir::element>, ir::value_id> converted_;
  std::vector<diagnostic> unsupported_;
};

}  // namespace

ir::network whole_numbers(ir::network n, std::size_t callers) {
  n = drop_dead(rewriter(std::move(n), callers).rewrite());
  verify(n, "whole_numbers");
  return n;
}

}  // namespace genn::passes

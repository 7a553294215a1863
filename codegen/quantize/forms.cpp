// SPDX-License-Identifier: BSL-1.0
#include "quantize/forms.hpp"

#include <algorithm>
#include <cmath>

#include "quantize/needs_floats.hpp"
#include "run/evaluate_whole.hpp"

namespace genn::quantize {

namespace {

bool all_constant(const ir::network& n, const ir::node& x, std::size_t from) {
  return std::all_of(x.operands.begin() + static_cast<std::ptrdiff_t>(from), x.operands.end(),
                     [&](ir::value_id id) { return n[id].constant != nullptr; });
}

// Why a layer has no integer form; empty if it has one.
std::string obstacle(const ir::network& n, const ir::node& x) {
  if (const auto* m = std::get_if<ir::map>(&x.what)) {
    const std::string& name = m->chain.front().name;
    if (x.operands.size() == 1 || name == "add" || name == "sub" || name == "mul") return "";
    if ((name == "prelu" || name == "scale_shift") && all_constant(n, x, 1)) return "";
    return name + " of several tensors has no integer kernel";
  }
  if (const auto* r = std::get_if<ir::recurrent>(&x.what)) {
    if (r->projects(x.operands.size())) return "an lstm with a projection has no integer kernel";
    if (r->what == ir::recurrent::cell::relu) return "an rnn of relu has no integer kernel";
    return "";
  }
  if (std::holds_alternative<ir::linear>(x.what) ||
      std::holds_alternative<ir::convolution>(x.what) || std::holds_alternative<ir::pool>(x.what) ||
      std::holds_alternative<ir::adaptive_avg_pool>(x.what) ||
      std::holds_alternative<ir::softmax>(x.what) || std::holds_alternative<ir::matmul>(x.what) ||
      std::holds_alternative<ir::standardize>(x.what) || is_move(x))
    return "";
  return kind_of(x.what) + " has no integer kernel";
}

bool is_finite(const ir::tensor& t) {
  if (!ir::is_floating(t.type.type)) return true;
  return std::all_of(t.floats().begin(), t.floats().end(),
                     [](float x) { return std::isfinite(x); });
}

// Values that infinities reach: no scale holds them. A softmax makes numbers of them again; what a
// mask of integers hides is none.
std::vector<bool> find_infinite(const ir::network& n, const scores& s) {
  std::vector<bool> infinite(n.values.size(), false);
  for (std::size_t i = 0; i < n.values.size(); ++i)
    infinite[i] = n.values[i].constant && !is_finite(*n.values[i].constant);
  for (const ir::node& x : n.nodes)
    infinite[x.result.index] = !std::holds_alternative<ir::softmax>(x.what) &&
                               s.masks.count(x.result) == 0 &&
                               std::any_of(x.operands.begin(), x.operands.end(),
                                           [&](ir::value_id id) { return infinite[id.index]; });
  return infinite;
}

// Element-wise layers that make the next state of the last one: in 8 bits it would stand still
// where its changes are less than half a step.
std::vector<bool> find_loops(const ir::network& n, std::size_t states) {
  const auto passes = [](const ir::node& x) {
    return std::holds_alternative<ir::map>(x.what) || is_move(x);
  };
  std::vector<bool> in_loop(n.values.size(), false);
  for (const auto& [before, after] : states_of(n, states)) {
    std::vector<bool> reached(n.values.size(), false), reaches(n.values.size(), false);
    reached[before.index] = reaches[after.index] = true;
    for (const ir::node& x : n.nodes)
      reached[x.result.index] =
          passes(x) && std::any_of(x.operands.begin(), x.operands.end(),
                                   [&](ir::value_id id) { return reached[id.index]; });
    for (auto x = n.nodes.rbegin(); x != n.nodes.rend(); ++x)
      if (passes(*x) && reaches[x->result.index])
        for (const ir::value_id id : x->operands) reaches[id.index] = true;
    for (const ir::node& x : n.nodes)
      if (std::holds_alternative<ir::map>(x.what) && reached[x.result.index] &&
          reaches[x.result.index])
        in_loop[x.result.index] = true;
  }
  return in_loop;
}

// Every name in `keep` has to be there.
void require_names(const ir::network& n, const options& o) {
  std::vector<diagnostic> unknown;
  for (const auto& [name, kept] : o.keep) {
    const bool known =
        std::any_of(n.nodes.begin(), n.nodes.end(),
                    [&, key = name](const ir::node& x) { return name_of(n, x) == key; });
    if (!known)
      unknown.push_back({"--keep " + name, "no layer has this name", "see `genn inspect`"});
  }
  if (!unknown.empty()) throw conversion_error(exit_code::input, std::move(unknown));
}

}  // namespace

std::string name_of(const ir::network& n, const ir::node& x) {
  return x.where.module.empty() ? n[x.result].name : x.where.module;
}

bool is_move(const ir::node& x) {
  const auto* s = std::get_if<ir::scatter>(&x.what);
  if (s != nullptr) return s->function == "second";
  const auto* p = std::get_if<ir::pool>(&x.what);
  return (p != nullptr && p->what == ir::pool::kind::maximum) ||
         std::holds_alternative<ir::permute>(x.what) ||
         std::holds_alternative<ir::reshape>(x.what) ||
         std::holds_alternative<ir::concat>(x.what) || std::holds_alternative<ir::pad>(x.what) ||
         std::holds_alternative<ir::strided>(x.what) ||
         std::holds_alternative<ir::gather>(x.what) || std::holds_alternative<ir::copy>(x.what);
}

bool reads_table(const ir::network& n, const ir::node& x) {
  return names_rows(x) && is_move(x) && n[x.operands.front()].constant;
}

std::optional<ir::value_id> moved_by(const ir::network& n, const ir::node& x) {
  for (std::size_t i = 0; i < x.operands.size(); ++i)
    if (!n[x.operands[i]].constant && !(i == 1 && names_rows(x))) return x.operands[i];
  return std::nullopt;
}

std::vector<std::pair<ir::value_id, ir::value_id>> states_of(const ir::network& n,
                                                             std::size_t states) {
  std::vector<std::pair<ir::value_id, ir::value_id>> pairs;
  for (std::size_t i = states; i > 0; --i)
    pairs.emplace_back(n.inputs[n.inputs.size() - i], n.outputs[n.outputs.size() - i]);
  return pairs;
}

form forms::read_as(const ir::node& x, std::size_t i) const {
  // Products of tensors and softmax take bytes and 16 bits as they come.
  const bool product = std::holds_alternative<ir::matmul>(x.what);
  const form given = of_value[x.operands[i].index];
  if ((product || std::holds_alternative<ir::softmax>(x.what)) && given == form::i16) return given;
  if (product && given == form::i8) return given;
  const auto products = of_products.find(x.result);
  return (i == 0 || product) && products != of_products.end() ? products->second
                                                              : of_value[x.result.index];
}

forms choose_forms(const ir::network& n, const run::calibration& seen, const options& o) {
  require_names(n, o);
  forms f;
  f.of_value.assign(n.values.size(), form::f32);
  const std::vector<bool> in_loop = find_loops(n, o.states);
  const auto wanted = [&](const ir::node& x) {
    const auto kept = o.keep.find(name_of(n, x));
    if (kept != o.keep.end()) return kept->second;
    return in_loop[x.result.index] && o.what == form::i8 ? form::i16 : o.what;
  };
  scores attention = find_scores(n);
  for (const ir::node& x : n.nodes) {
    const auto hides = attention.masks.find(x.result);
    if (hides != attention.masks.end() &&
        (wanted(x) == form::f32 ||
         (wanted(x) == form::i8 && !hides->second.of_weights && !attention.wide[x.result.index])))
      attention.masks.erase(hides);
  }
  const std::vector<bool> makes_mask = find_makers_of_masks(n, attention);
  const auto hides = [&](const ir::node& x) { return attention.masks.count(x.result) != 0; };
  const auto obstacle_of = [&](const ir::node& x) { return hides(x) ? "" : obstacle(n, x); };
  const std::vector<std::string> needs = find_needs_of_floats(n, seen, wanted, attention);
  const std::vector<bool> infinite = find_infinite(n, attention);
  const auto reads_infinity = [&](const ir::node& x) {
    return !hides(x) && std::any_of(x.operands.begin(), x.operands.end(),
                                    [&](ir::value_id id) { return infinite[id.index]; });
  };
  const auto of_products = [&](const ir::node& x) {
    const bool kept = !obstacle_of(x).empty() || n[x.result].exact || makes_mask[x.result.index] ||
                      reads_infinity(x) || !needs[x.result.index].empty();
    return kept ? form::f32 : wanted(x);
  };
  const auto own = [&](const ir::node& x) {
    const form products = of_products(x);
    const bool wide =
        std::holds_alternative<ir::recurrent>(x.what) || attention.wide[x.result.index];
    return wide && products != form::f32 ? form::i16 : products;
  };

  // An input has the form of its first reader that computes, moves between aside; what makes masks
  // of it does not decide.
  const auto form_of_readers = [&](ir::value_id id, const auto& self) -> std::optional<form> {
    bool makes_masks = false;
    for (const ir::node& x : n.nodes) {
      if (std::count(x.operands.begin(), x.operands.end(), id) == 0) continue;
      if (names_rows(x) && x.operands[1] == id) return form::f32;
      if (is_move(x) && o.keep.count(name_of(n, x)) == 0) {
        const std::optional<form> behind = self(x.result, self);
        if (behind) return behind;
        makes_masks = true;
        continue;
      }
      if (makes_mask[x.result.index]) {
        makes_masks = true;
        continue;
      }
      const bool multiplied =
          x.operands.front() == id || std::holds_alternative<ir::matmul>(x.what);
      return multiplied ? of_products(x) : own(x);
    }
    return makes_masks ? std::nullopt : std::optional(o.what);
  };
  const auto assign = [&](const std::vector<bool>& in_float) {
    f.notes.clear();
    f.of_products.clear();
    for (const ir::value_id input : n.inputs)
      f.of_value[input.index] = n[input].exact || makes_mask[input.index] || in_float[input.index]
                                    ? form::f32
                                    : form_of_readers(input, form_of_readers).value_or(form::f32);
    for (const ir::node& x : n.nodes) {
      form& result = f.of_value[x.result.index];
      const bool follows = is_move(x) && o.keep.count(name_of(n, x)) == 0;
      const std::optional<ir::value_id> moved = moved_by(n, x);
      result = follows && moved ? f.of_value[moved->index] : own(x);
      if ((std::holds_alternative<ir::recurrent>(x.what) ||
           std::holds_alternative<ir::matmul>(x.what)) &&
          result != form::f32)
        f.of_products[x.result] = of_products(x);
      std::string why = obstacle_of(x);
      if (why.empty() && reads_infinity(x))
        why = "it reads infinities, which no integers stand for";
      if (why.empty() && !n[x.result].exact && !is_move(x)) why = needs[x.result.index];
      if (std::count(attention.of_whole_rows.begin(), attention.of_whole_rows.end(), x.result) != 0)
        why = "it hides all of some rows, of which no integers tell the softmax";
      const bool lacks =
          !why.empty() && !makes_mask[x.result.index] && !run::computes_whole_numbers(n, x);
      if (lacks && wanted(x) != form::f32) f.notes.push_back({name_of(n, x), why});
    }
  };
  // What is kept has integers only where its last writer makes those that its readers take.
  std::vector<bool> in_float(n.values.size(), false);
  for (bool agree = false; !agree;) {
    assign(in_float);
    agree = true;
    for (const auto& [before, after] : states_of(n, o.states))
      if (f.of_value[before.index] != form::f32 &&
          (n[after].constant || f.of_value[after.index] != f.of_value[before.index])) {
        in_float[before.index] = true;
        agree = false;
      }
  }
  f.states = o.states;
  f.masks = std::move(attention.masks);
  return f;
}

}  // namespace genn::quantize

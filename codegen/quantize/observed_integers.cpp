// SPDX-License-Identifier: BSL-1.0
#include "quantize/observed_integers.hpp"

#include <genn/number/convert.hpp>

#include <algorithm>

#include "ir/fake_quantize.hpp"
#include "quantize/forms.hpp"

namespace genn::quantize {

namespace {

using ir::value_id;

// A node that does nothing but round.
std::optional<quantization> rounding_of(const ir::node& x) {
  const auto* map = std::get_if<ir::map>(&x.what);
  if (map == nullptr || map->chain.size() != 1) return std::nullopt;
  return ir::quantization_behind(map->chain);
}

// Moves of elements, before which rounding does what it does behind them.
bool moves_operand(const ir::node& x, std::size_t i) {
  if (!is_move(x) || std::holds_alternative<ir::scatter>(x.what)) return false;
  return i == 0 || std::holds_alternative<ir::concat>(x.what);
}

// What is known of the readers of a value: none yet, all through one quantization, others.
class readers {
 public:
  bool add(const readers& more) {
    if (others_ || !more.known()) return false;
    if (more.others_ || (one_ && one_ != more.one_)) {
      others_ = true;
      return true;
    }
    const bool news = !one_;
    one_ = more.one_;
    return news;
  }
  static readers through(const quantization& q) {
    readers r;
    r.one_ = q;
    return r;
  }
  static readers of_floats() {
    readers r;
    r.others_ = true;
    return r;
  }
  bool known() const { return others_ || one_.has_value(); }
  std::optional<quantization> all() const { return others_ ? std::nullopt : one_; }

 private:
  std::optional<quantization> one_;
  bool others_ = false;
};

// What x lets its readers know of operand i.
readers seen_through(const ir::node& x, std::size_t i, const std::vector<readers>& of_value) {
  if (const auto q = rounding_of(x)) return readers::through(*q);
  if (!moves_operand(x, i)) return readers::of_floats();
  readers behind = of_value[x.result.index];
  // Of moves, pools alone have functions behind them.
  const auto* pool = std::get_if<ir::pool>(&x.what);
  if (pool != nullptr && !pool->then.empty()) {
    const auto q = ir::quantization_behind(pool->then);
    behind = q && pool->then.size() == 1 ? readers::through(*q) : readers::of_floats();
  }
  // What a pad adds must be a number that the integers can stand for.
  if (const auto* pad = std::get_if<ir::pad>(&x.what))
    if (const auto q = behind.all())
      if (real_number(quantized(pad->value, *q), *q) != pad->value) return readers::of_floats();
  return behind;
}

class rounder {
 public:
  rounder(const ir::network& n, std::size_t states)
      : from_(n), states_(states), observed_(find_observed(n, states)), to_(n) {
    to_.nodes.clear();
    renamed_.resize(n.values.size());
    for (std::size_t i = 0; i < n.values.size(); ++i) renamed_[i] = value_id{i};
  }

  ir::network run() {
    for (const value_id input : from_.inputs)
      if (observed_[input.index]) round(input, *observed_[input.index], {});
    for (const ir::node& x : from_.nodes) {
      ir::node copy = x;
      for (value_id& id : copy.operands) id = renamed_[id.index];
      to_.nodes.push_back(std::move(copy));
      if (const auto& q = observed_[x.result.index]) round_result(x, *q);
    }
    for (const auto& [before, after] : states_of(from_, states_)) keep(before, after);
    return std::move(to_);
  }

 private:
  // Moves hand on what is rounded; others round by themselves, if they can.
  void round_result(const ir::node& x, const quantization& q) {
    if (is_move(x)) return;
    std::vector<ir::function>* functions = ir::functions_after(to_.nodes.back().what);
    if (functions == nullptr) return round(x.result, q, x.where);
    const auto own = ir::quantization_behind(*functions);
    if (!own) {
      functions->push_back(ir::fake_quantize(q));
      to_[x.result].name = name_of_rounded(x.result, q);
    }
    if (own && own != q) round(x.result, q, x.where);
  }

  void round(value_id id, const quantization& q, const ir::origin& where) {
    const value_id rounded = to_.add({name_of_rounded(id, q), from_[id].type, nullptr});
    to_.nodes.push_back({ir::map{{ir::fake_quantize(q)}}, {renamed_[id.index]}, rounded, where});
    renamed_[id.index] = rounded;
  }

  // PyTorch's name of the integers, where it has one.
  std::string name_of_rounded(value_id id, const quantization& q) const {
    for (const ir::node& x : from_.nodes)
      if (x.operands.front() == id && rounding_of(x) == q) return from_[x.result].name;
    return from_[id].name + "_rounded";
  }

  // What is read as integers is kept as integers.
  void keep(value_id before, value_id after) {
    const auto& q = observed_[before.index];
    const std::size_t place = static_cast<std::size_t>(
        std::find(from_.inputs.begin(), from_.inputs.end(), before) - from_.inputs.begin());
    value_id& output = to_.outputs[to_.outputs.size() - (from_.inputs.size() - place)];
    if (q) round(after, *q, {});
    output = renamed_[after.index];
  }

  const ir::network& from_;
  const std::size_t states_;
  const std::vector<std::optional<quantization>> observed_;
  ir::network to_;
  std::vector<value_id> renamed_;
};

}  // namespace

std::vector<std::optional<quantization>> find_observed(const ir::network& n, std::size_t states) {
  std::vector<readers> of_value(n.values.size());
  for (std::size_t i = 0; i + states < n.outputs.size(); ++i)
    of_value[n.outputs[i].index] = readers::of_floats();
  for (bool news = true; news;) {
    news = false;
    for (const auto& [before, after] : states_of(n, states)) {
      if (n[after].constant) news = of_value[before.index].add(readers::of_floats()) || news;
      news = of_value[after.index].add(of_value[before.index]) || news;
    }
    for (auto x = n.nodes.rbegin(); x != n.nodes.rend(); ++x)
      for (std::size_t i = 0; i < x->operands.size(); ++i)
        news = of_value[x->operands[i].index].add(seen_through(*x, i, of_value)) || news;
  }
  std::vector<std::optional<quantization>> all;
  for (const readers& r : of_value) all.push_back(r.all());
  return all;
}

ir::network round_early(ir::network n, std::size_t states) {
  ir::network rounded = rounder(n, states).run();
  verify(rounded, "quantize: round_early");
  return rounded;
}

}  // namespace genn::quantize

// SPDX-License-Identifier: BSL-1.0
#include "quantize/few_values.hpp"

#include <algorithm>
#include <cmath>

#include "quantize/forms.hpp"
#include "run/functions.hpp"

namespace genn::quantize {

namespace {

using numbers = std::set<float>;
constexpr std::size_t most = 8;

std::optional<numbers> if_few(numbers all) {
  return all.size() > most ? std::nullopt : std::optional(std::move(all));
}

bool tells_true_from_false(const ir::function& f) {
  for (const char* name :
       {"eq", "ne", "lt", "le", "gt", "ge", "logical_not", "is_true", "isnan", "isfinite"})
    if (f.name == name) return true;
  return false;
}

// What a function makes of all choices of its operands; NaN counts as many numbers.
std::optional<numbers> image(const std::vector<ir::function>& chain,
                             const std::vector<numbers>& operands) {
  const run::function_chain f(chain);
  std::vector<std::vector<float>> choices{{}};
  for (const numbers& operand : operands) {
    std::vector<std::vector<float>> longer;
    for (const std::vector<float>& choice : choices)
      for (const float x : operand) {
        longer.push_back(choice);
        longer.back().push_back(x);
      }
    choices = std::move(longer);
    if (choices.size() > most * most) return std::nullopt;
  }
  numbers results;
  for (const std::vector<float>& choice : choices) {
    const float y = f(choice.data());
    if (std::isnan(y)) return std::nullopt;
    results.insert(y);
  }
  return if_few(std::move(results));
}

}  // namespace

const std::optional<numbers>& few_values::of(ir::value_id id) {
  const auto known = known_.find(id);
  if (known != known_.end()) return known->second;
  return known_[id] = find(id);
}

std::optional<numbers> few_values::find(ir::value_id id) {
  const ir::value& v = n_[id];
  if (v.constant && !ir::is_floating(v.constant->type.type)) return std::nullopt;
  if (v.constant) {
    numbers all;
    for (const float x : v.constant->floats()) {
      all.insert(x);
      if (all.size() > most || std::isnan(x)) return std::nullopt;
    }
    return all;
  }
  if (v.whole == ir::element::boolean) return numbers{0.0f, 1.0f};
  const int producer = producers_[id.index];
  if (producer < 0) return std::nullopt;
  const ir::node& x = n_.nodes[static_cast<std::size_t>(producer)];
  if (const auto* m = std::get_if<ir::map>(&x.what)) return of_map(x, *m);
  if (const auto* r = std::get_if<ir::reduce>(&x.what))
    return r->function == "maximum" || r->function == "minimum" ? of_all(x, 0) : std::nullopt;
  if (const auto* p = std::get_if<ir::pad>(&x.what)) {
    std::optional<numbers> all = of_all(x, 0);
    if (all) all->insert(p->value);
    return all ? if_few(*std::move(all)) : all;
  }
  const bool moves =
      std::holds_alternative<ir::concat>(x.what) || std::holds_alternative<ir::permute>(x.what) ||
      std::holds_alternative<ir::reshape>(x.what) || std::holds_alternative<ir::strided>(x.what) ||
      std::holds_alternative<ir::copy>(x.what);
  return moves ? of_all(x, 0) : std::nullopt;
}

std::optional<numbers> few_values::of_map(const ir::node& x, const ir::map& m) {
  const std::vector<ir::function> rest(m.chain.begin() + 1, m.chain.end());
  const auto behind = [&](const std::optional<numbers>& first) {
    return first && !rest.empty() ? image(rest, {*first}) : first;
  };
  if (m.chain.front().name == "where") return behind(of_all(x, 1));
  if (tells_true_from_false(m.chain.front())) return behind(numbers{0.0f, 1.0f});
  std::vector<numbers> operands;
  for (const ir::value_id id : x.operands) {
    const std::optional<numbers>& one = of(id);
    if (!one) return std::nullopt;
    operands.push_back(*one);
  }
  return image(m.chain, operands);
}

// The numbers of all operands from one on.
std::optional<numbers> few_values::of_all(const ir::node& x, std::size_t from) {
  numbers all;
  for (std::size_t i = from; i < x.operands.size(); ++i) {
    const std::optional<numbers>& one = of(x.operands[i]);
    if (!one) return std::nullopt;
    all.insert(one->begin(), one->end());
  }
  return if_few(std::move(all));
}

}  // namespace genn::quantize

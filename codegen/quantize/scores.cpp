// SPDX-License-Identifier: BSL-1.0
#include "quantize/scores.hpp"

#include <algorithm>
#include <cmath>

#include "quantize/few_values.hpp"
#include "quantize/forms.hpp"

namespace genn::quantize {

namespace {

// An exponential of less is 0 in every form; what programs hide with is far below.
constexpr float hiding = -1000.0f;

bool hides(float x) { return x <= hiding; }
bool is_zero(float x) { return x == 0.0f; }
bool is_truth(float x) { return x == 0.0f || x == 1.0f; }
bool shows_or_hides(float x) { return is_zero(x) || hides(x); }

class search {
 public:
  explicit search(const ir::network& n) : n_(n), producers_(find_producers(n)), few_(n) {}

  scores find() {
    for (const ir::node& x : n_.nodes)
      if (auto found = mask_at(x)) found_.masks.emplace(x.result, std::move(*found));
    found_.wide.assign(n_.values.size(), false);
    for (const ir::node& x : n_.nodes) {
      const auto* softmax = std::get_if<ir::softmax>(&x.what);
      if (softmax == nullptr || softmax->logarithm) continue;
      std::vector<ir::value_id> between;
      if (!come_from_products(x.operands[0], between)) continue;
      for (const ir::value_id id : between) found_.wide[id.index] = true;
      mark_weights(x.result);
    }
    return std::move(found_);
  }

 private:
  const ir::node* producer(ir::value_id id) const {
    const int i = producers_[id.index];
    return i < 0 ? nullptr : &n_.nodes[static_cast<std::size_t>(i)];
  }

  // The mask that a node is, of scores or of weights, or nullptr.
  const mask* mask_of(const ir::node& x, bool of_weights) const {
    const auto known = found_.masks.find(x.result);
    return known != found_.masks.end() && known->second.of_weights == of_weights ? &known->second
                                                                                 : nullptr;
  }

  // Whether all of it is made of products, element by element: what lies between.
  bool come_from_products(ir::value_id id, std::vector<ir::value_id>& between) const {
    if (std::find(between.begin(), between.end(), id) != between.end()) return true;
    const ir::node* x = producer(id);
    if (x == nullptr) return false;
    between.push_back(id);
    if (std::holds_alternative<ir::matmul>(x->what)) return true;
    if (const mask* m = mask_of(*x, false))
      return come_from_products(x->operands[m->shown], between);
    const auto* map = std::get_if<ir::map>(&x->what);
    if (map == nullptr && !is_move(*x)) return false;
    const bool selects = map != nullptr && map->chain.front().name == "where";
    return std::all_of(x->operands.begin() + (selects ? 1 : 0), x->operands.end(),
                       [&](ir::value_id operand) {
                         return n_[operand].constant || come_from_products(operand, between);
                       });
  }

  // Weights that a product reads have 16 bits; what a mask leaves of them has the same.
  void mark_weights(ir::value_id id) {
    found_.wide[id.index] = feeds_product(id);
    for (const ir::node& x : n_.nodes) {
      const mask* m = mask_of(x, true);
      if (m != nullptr && x.operands[m->shown] == id) mark_weights(x.result);
    }
  }

  bool feeds_product(ir::value_id id) const {
    return std::any_of(n_.nodes.begin(), n_.nodes.end(), [&](const ir::node& x) {
      if (std::count(x.operands.begin(), x.operands.end(), id) == 0) return false;
      if (std::holds_alternative<ir::matmul>(x.what)) return true;
      return (is_move(x) || mask_of(x, true) != nullptr) && feeds_product(x.result);
    });
  }

  // Whether nothing but softmax over the last axis reads it.
  bool only_softmax_reads(ir::value_id id) const {
    if (std::count(n_.outputs.begin(), n_.outputs.end(), id) != 0) return false;
    return std::all_of(n_.nodes.begin(), n_.nodes.end(), [&](const ir::node& x) {
      if (std::count(x.operands.begin(), x.operands.end(), id) == 0) return true;
      const ir::dims& shape = n_[id].type.shape;
      if (const auto* s = std::get_if<ir::softmax>(&x.what))
        return !s->logarithm && s->axis + 1 == static_cast<std::int64_t>(shape.size());
      return std::holds_alternative<ir::reshape>(x.what) && !shape.empty() &&
             n_[x.result].type.shape.back() == shape.back() && only_softmax_reads(x.result);
    });
  }

  const std::vector<float>* numbers(ir::value_id id) const {
    const auto& t = n_[id].constant;
    return t && ir::is_floating(t->type.type) ? &t->floats() : nullptr;
  }

  // Added to scores, 0 shows and a number far below hides.
  std::optional<mask> by_sum(const ir::node& x) {
    for (const std::size_t says : {std::size_t{0}, std::size_t{1}}) {
      const ir::value_id id = x.operands[says];
      if (numbers(x.operands[1 - says]) != nullptr) continue;
      const std::vector<float>* added = numbers(id);
      if (added == nullptr) {
        const auto& few = few_.of(id);
        if (few && std::any_of(few->begin(), few->end(), hides) &&
            std::all_of(few->begin(), few->end(), shows_or_hides))
          return mask{1 - says, false, computed_mask{says, {1.0f, 0, -1, 0}}};
      } else if (std::all_of(added->begin(), added->end(), shows_or_hides)) {
        known_mask known{n_[id].type.shape, {}};
        for (const float v : *added) known.hidden.push_back(hides(v));
        return mask{1 - says, false, std::move(known)};
      }
    }
    return std::nullopt;
  }

  // A condition chooses between scores and a number far below, or between weights and 0.
  std::optional<mask> by_choice(const ir::node& x) {
    const std::size_t shown = numbers(x.operands[1]) == nullptr ? 1 : 2;
    const std::vector<float>* instead = numbers(x.operands[3 - shown]);
    if (instead == nullptr || numbers(x.operands[shown]) != nullptr) return std::nullopt;
    const bool of_scores = std::all_of(instead->begin(), instead->end(), hides);
    const bool of_weights = std::all_of(instead->begin(), instead->end(), is_zero) &&
                            softmax_of_rows(n_, x.operands[shown]) != nullptr;
    if (!of_scores && !of_weights) return std::nullopt;
    const ir::value_id condition = x.operands[0];
    if (const std::vector<float>* where = numbers(condition)) {
      known_mask known{n_[condition].type.shape, {}};
      for (const float v : *where) known.hidden.push_back((v != 0.0f) == (shown == 2));
      return mask{shown, of_weights, std::move(known)};
    }
    const auto& few = few_.of(condition);
    if (!few || !std::all_of(few->begin(), few->end(), is_truth)) return std::nullopt;
    const quantization hidden_at_1{1.0f, 0, 0, 1}, hidden_at_0{1.0f, -1, -1, 0};
    return mask{shown, of_weights, computed_mask{0, shown == 2 ? hidden_at_1 : hidden_at_0}};
  }

  // What a node hides, without a look at its readers.
  std::optional<mask> hidden_by(const ir::node& x) {
    const auto* map = std::get_if<ir::map>(&x.what);
    if (map == nullptr || map->chain.size() != 1) return std::nullopt;
    if (map->chain.front().name == "add" && x.operands.size() == 2) return by_sum(x);
    return map->chain.front().name == "where" ? by_choice(x) : std::nullopt;
  }

  std::optional<mask> mask_at(const ir::node& x) {
    std::optional<mask> m = hidden_by(x);
    if (!m || n_[x.operands[m->shown]].type.shape != n_[x.result].type.shape) return std::nullopt;
    if (m->of_weights) return m;
    if (!only_softmax_reads(x.result) || hides_already(x.operands[m->shown])) return std::nullopt;
    const auto* known = std::get_if<known_mask>(&m->hides);
    if (known == nullptr) return m;
    if (std::find(known->hidden.begin(), known->hidden.end(), true) == known->hidden.end())
      return std::nullopt;
    if (!hides_whole_rows(*known) || fills_alike(x, *m)) return m;
    found_.of_whole_rows.push_back(x.result);
    return std::nullopt;
  }

  // Scores under two masks are not told apart from what the first one hides.
  bool hides_already(ir::value_id id) {
    const ir::node* x = producer(id);
    while (x != nullptr && std::holds_alternative<ir::reshape>(x->what))
      x = producer(x->operands.front());
    return x != nullptr && hidden_by(*x).has_value();
  }

  static bool hides_whole_rows(const known_mask& m) {
    const auto length = static_cast<std::ptrdiff_t>(m.shape.empty() ? 1 : m.shape.back());
    for (auto row = m.hidden.begin(); row != m.hidden.end(); row += length)
      if (std::find(row, row + length, false) == row + length) return true;
    return false;
  }

  // One number instead of all scores of a row weighs them alike, as integers do.
  bool fills_alike(const ir::node& x, const mask& m) const {
    if (x.operands.size() != 3) return false;
    const std::vector<float>& instead = *numbers(x.operands[3 - m.shown]);
    return std::isfinite(instead.front()) &&
           std::all_of(instead.begin(), instead.end(),
                       [&](float v) { return v == instead.front(); });
  }

  const ir::network& n_;
  const std::vector<int> producers_;
  few_values few_;
  scores found_;
};

}  // namespace

scores find_scores(const ir::network& n) { return search(n).find(); }

std::vector<bool> find_makers_of_masks(const ir::network& n, const scores& s) {
  std::vector<bool> made(n.values.size(), false);
  few_values few(n);
  for (auto x = n.nodes.rbegin(); x != n.nodes.rend(); ++x) {
    const auto known = s.masks.find(x->result);
    if (known != s.masks.end())
      if (const auto* m = std::get_if<computed_mask>(&known->second.hides))
        made[x->operands[m->says].index] = true;
    if (!made[x->result.index]) continue;
    for (const ir::value_id id : x->operands)
      if (!n[id].constant && few.of(id)) made[id.index] = true;
  }
  return made;
}

const ir::node* softmax_of_rows(const ir::network& n, ir::value_id id) {
  const ir::dims& shape = n[id].type.shape;
  if (shape.empty()) return nullptr;
  for (auto x = n.nodes.rbegin(); x != n.nodes.rend(); ++x) {
    if (x->result != id) continue;
    const ir::dims& in = n[x->operands.front()].type.shape;
    if (const auto* s = std::get_if<ir::softmax>(&x->what))
      return !s->logarithm && s->axis + 1 == static_cast<std::int64_t>(in.size()) ? &*x : nullptr;
    const auto* m = std::get_if<ir::map>(&x->what);
    if (m != nullptr && m->chain.size() == 1 && m->chain.front().name == "where") {
      const ir::value &chosen = n[x->operands[1]], &instead = n[x->operands[2]];
      if (!instead.constant || chosen.type.shape != n[x->result].type.shape ||
          !std::all_of(instead.constant->floats().begin(), instead.constant->floats().end(),
                       is_zero))
        return nullptr;
      id = x->operands[1];
      continue;
    }
    if (!std::holds_alternative<ir::reshape>(x->what) || in.empty() || in.back() != shape.back())
      return nullptr;
    id = x->operands.front();
  }
  return nullptr;
}

}  // namespace genn::quantize

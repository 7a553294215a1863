// SPDX-License-Identifier: BSL-1.0
#include "quantize/scores.hpp"

#include <algorithm>

#include "quantize/forms.hpp"

namespace genn::quantize {

namespace {

// An exponential of less is 0 in every form; what programs hide with is far below.
constexpr float hiding = -1000.0f;

class search {
 public:
  explicit search(const ir::network& n) : n_(n), producers_(find_producers(n)) {}

  scores find() const {
    scores s;
    s.wide.assign(n_.values.size(), false);
    for (const ir::node& x : n_.nodes) {
      if (auto mask = mask_at(x)) s.masks[x.result] = std::move(*mask);
      const auto* softmax = std::get_if<ir::softmax>(&x.what);
      if (softmax == nullptr || softmax->logarithm) continue;
      std::vector<ir::value_id> between;
      if (!come_from_products(x.operands[0], between)) continue;
      for (const ir::value_id id : between) s.wide[id.index] = true;
      s.wide[x.result.index] = feeds_product(x.result);
    }
    return s;
  }

 private:
  const ir::node* producer(ir::value_id id) const {
    const int i = producers_[id.index];
    return i < 0 ? nullptr : &n_.nodes[static_cast<std::size_t>(i)];
  }

  // Whether all of it is made of products, element by element: what lies between.
  bool come_from_products(ir::value_id id, std::vector<ir::value_id>& between) const {
    if (std::find(between.begin(), between.end(), id) != between.end()) return true;
    const ir::node* x = producer(id);
    if (x == nullptr) return false;
    between.push_back(id);
    if (std::holds_alternative<ir::matmul>(x->what)) return true;
    const auto* map = std::get_if<ir::map>(&x->what);
    if (map == nullptr && !is_move(*x)) return false;
    const bool selects = map != nullptr && map->chain.front().name == "where";
    return std::all_of(x->operands.begin() + (selects ? 1 : 0), x->operands.end(),
                       [&](ir::value_id operand) {
                         return n_[operand].constant || come_from_products(operand, between);
                       });
  }

  bool feeds_product(ir::value_id id) const {
    return std::any_of(n_.nodes.begin(), n_.nodes.end(), [&](const ir::node& x) {
      if (std::count(x.operands.begin(), x.operands.end(), id) == 0) return false;
      if (std::holds_alternative<ir::matmul>(x.what)) return true;
      return is_move(x) && feeds_product(x.result);
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
    return n_[id].constant ? &n_[id].constant->floats() : nullptr;
  }

  // What a node hides by a constant, without a look at its readers.
  std::optional<constant_mask> hidden_by(const ir::node& x) const {
    const auto* map = std::get_if<ir::map>(&x.what);
    if (map == nullptr || map->chain.size() != 1) return std::nullopt;
    constant_mask mask{0, {}, {}};
    const auto hides = [](float v) { return v <= hiding; };
    if (map->chain.front().name == "add" && x.operands.size() == 2) {
      mask.shown = numbers(x.operands[0]) == nullptr ? 0 : 1;
      const std::vector<float>* added = numbers(x.operands[1 - mask.shown]);
      if (added == nullptr || numbers(x.operands[mask.shown]) != nullptr) return std::nullopt;
      for (const float v : *added) {
        if (v != 0.0f && !hides(v)) return std::nullopt;
        mask.hidden.push_back(hides(v));
      }
      mask.shape = n_[x.operands[1 - mask.shown]].type.shape;
    } else if (map->chain.front().name == "where") {
      mask.shown = numbers(x.operands[1]) == nullptr ? 1 : 2;
      const std::vector<float>*where = numbers(x.operands[0]),
            *chosen = numbers(x.operands[3 - mask.shown]);
      if (where == nullptr || chosen == nullptr || numbers(x.operands[mask.shown]) != nullptr ||
          !std::all_of(chosen->begin(), chosen->end(), hides))
        return std::nullopt;
      for (const float v : *where) mask.hidden.push_back((v != 0.0f) == (mask.shown == 2));
      mask.shape = n_[x.operands[0]].type.shape;
    } else {
      return std::nullopt;
    }
    return mask;
  }

  std::optional<constant_mask> mask_at(const ir::node& x) const {
    std::optional<constant_mask> mask = hidden_by(x);
    if (!mask || n_[x.operands[mask->shown]].type.shape != n_[x.result].type.shape ||
        !only_softmax_reads(x.result))
      return std::nullopt;
    // Some of each row is to be seen.
    const std::size_t length =
        mask->shape.empty() ? 1 : static_cast<std::size_t>(mask->shape.back());
    bool any = false;
    for (auto row = mask->hidden.begin(); row != mask->hidden.end();
         row += static_cast<std::ptrdiff_t>(length)) {
      const auto end = row + static_cast<std::ptrdiff_t>(length);
      if (std::find(row, end, false) == end) return std::nullopt;
      any = any || std::find(row, end, true) != end;
    }
    return any ? mask : std::nullopt;
  }

  const ir::network& n_;
  const std::vector<int> producers_;
};

}  // namespace

scores find_scores(const ir::network& n) { return search(n).find(); }

const ir::node* softmax_of_rows(const ir::network& n, ir::value_id id) {
  const ir::dims& shape = n[id].type.shape;
  if (shape.empty()) return nullptr;
  for (auto x = n.nodes.rbegin(); x != n.nodes.rend(); ++x) {
    if (x->result != id) continue;
    const ir::dims& in = n[x->operands.front()].type.shape;
    if (const auto* s = std::get_if<ir::softmax>(&x->what))
      return !s->logarithm && s->axis + 1 == static_cast<std::int64_t>(in.size()) ? &*x : nullptr;
    if (!std::holds_alternative<ir::reshape>(x->what) || in.empty() || in.back() != shape.back())
      return nullptr;
    id = x->operands.front();
  }
  return nullptr;
}

}  // namespace genn::quantize

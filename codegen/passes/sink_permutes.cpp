// SPDX-License-Identifier: BSL-1.0
#include <algorithm>
#include <memory>
#include <numeric>
#include <optional>

#include "passes/passes.hpp"

namespace genn::passes {

namespace {

using ir::dims;
using ir::value_id;

std::size_t at(std::int64_t axis) { return static_cast<std::size_t>(axis); }

dims inverse(const dims& order) {
  dims result(order.size());
  for (std::size_t i = 0; i < order.size(); ++i)
    result[at(order[i])] = static_cast<std::int64_t>(i);
  return result;
}

bool is_identity(const dims& order) {
  for (std::size_t i = 0; i < order.size(); ++i)
    if (order[i] != static_cast<std::int64_t>(i)) return false;
  return true;
}

dims permuted(const dims& shape, const dims& order) {
  dims result;
  for (const std::int64_t axis : order) result.push_back(shape[at(axis)]);
  return result;
}

// Only axes of extent 1 change places.
bool moves_nothing(const dims& shape, const dims& order) {
  std::int64_t last = -1;
  for (const std::int64_t axis : order) {
    if (shape[at(axis)] == 1) continue;
    if (axis < last) return false;
    last = axis;
  }
  return true;
}

// The constant `t` with its axes in another order.
ir::tensor permute_constant(const ir::tensor& t, const dims& order) {
  ir::tensor result{{t.type.type, permuted(t.type.shape, order)}, std::vector<float>{}};
  dims pitch(order.size(), 1);
  for (std::size_t axis = order.size(); axis-- > 1;)
    pitch[axis - 1] = pitch[axis] * t.type.shape[axis];
  dims index(order.size(), 0);
  const std::int64_t elements = ir::count(t.type.shape);
  for (std::int64_t i = 0; i < elements; ++i) {
    std::int64_t from = 0;
    for (std::size_t axis = 0; axis < order.size(); ++axis)
      from += index[axis] * pitch[at(order[axis])];
    result.floats().push_back(t.floats()[at(from)]);
    for (std::size_t axis = order.size(); axis-- > 0;) {
      if (++index[axis] < result.type.shape[axis]) break;
      index[axis] = 0;
    }
  }
  return result;
}

/// Rewrites one network, a step at a time, until no rule applies.
class sinker {
 public:
  explicit sinker(ir::network n) : n_(std::move(n)) {}

  ir::network run() {
    // Every step moves a permute behind a layer or removes one, so this ends. (Nor does one lead
    // back to another: of two permutes that could be exchanged, the earlier one stays.)
    while (step()) {
    }
    for (ir::node& x : n_.nodes)
      if (const auto* p = std::get_if<ir::permute>(&x.what))
        if (moves_nothing(shape(x.operands.front()), p->order)) x.what = ir::reshape{};
    return std::move(n_);
  }

 private:
  const dims& shape(value_id id) const { return n_[id].type.shape; }

  bool step() {
    producers_ = find_producers(n_);
    uses_ = count_uses(n_);
    for (std::size_t i = 0; i < n_.nodes.size(); ++i)
      if (apply_rules(i)) {
        n_ = drop_dead(std::move(n_));
        return true;
      }
    return false;
  }

  bool apply_rules(std::size_t i) {
    const ir::layer& what = n_.nodes[i].what;
    if (std::holds_alternative<ir::permute>(what)) return compose(i);
    if (std::holds_alternative<ir::map>(what)) return lift_reshape(i) || sink_through_map(i);
    if (std::holds_alternative<ir::softmax>(what) || std::holds_alternative<ir::pad>(what))
      return sink_through_axis_layer(i);
    if (std::holds_alternative<ir::concat>(what)) return sink_through_concat(i);
    if (std::holds_alternative<ir::linear>(what)) return absorb_into_weight(i);
    return false;
  }

  template <class Layer>
  const ir::node* producer_as(value_id id) const {
    const int producer = producers_[id.index];
    if (producer < 0) return nullptr;
    const ir::node& x = n_.nodes[at(producer)];
    return std::holds_alternative<Layer>(x.what) ? &x : nullptr;
  }
  const dims* permute_order(value_id id) const {
    const ir::node* x = producer_as<ir::permute>(id);
    return x == nullptr ? nullptr : &std::get<ir::permute>(x->what).order;
  }
  value_id source(value_id id) const { return n_.nodes[at(producers_[id.index])].operands.front(); }

  // permute(permute(x)) is one permute, or none; two equal permutes of one tensor are one.
  bool compose(std::size_t i) {
    ir::node& x = n_.nodes[i];
    dims& order = std::get<ir::permute>(x.what).order;
    if (is_identity(order)) {
      replace_uses(n_, x.result, x.operands.front());
      return uses_[x.result.index] > 0;
    }
    if (const dims* inner = permute_order(x.operands.front())) {
      for (std::int64_t& axis : order) axis = (*inner)[at(axis)];
      x.operands.front() = source(x.operands.front());
      return true;
    }
    for (std::size_t k = 0; k < i; ++k) {
      const ir::node& other = n_.nodes[k];
      const auto* same = std::get_if<ir::permute>(&other.what);
      if (same == nullptr || other.operands != x.operands || same->order != order) continue;
      replace_uses(n_, x.result, other.result);
      return true;
    }
    return false;
  }

  // f(reshape(x)) = reshape(f(x)) for a function of one tensor.
  bool lift_reshape(std::size_t i) {
    ir::node& x = n_.nodes[i];
    if (x.operands.size() != 1) return false;
    const ir::node* reshape = producer_as<ir::reshape>(x.operands.front());
    if (reshape == nullptr || uses_[x.operands.front().index] != 1) return false;
    const value_id from = reshape->operands.front(), result = x.result;
    x.operands.front() = from;
    x.result = add_like(result, shape(from));
    insert_after(i, {ir::reshape{}, {x.result}, result, x.where});
    return true;
  }

  // What stands for operand `id` before the permute by `order`, if it costs nothing to have: that
  // permute's source, a constant, or the result of another permute among the nodes before `limit`.
  std::optional<value_id> before_permute(value_id id, const dims& order, std::size_t limit) {
    const dims* own = permute_order(id);
    if (own != nullptr && *own == order) return source(id);
    const dims back = inverse(order);
    if (n_[id].constant) {
      ir::tensor t = *n_[id].constant;
      if (!ir::is_floating(t.type.type) || t.type.shape.size() > order.size()) return std::nullopt;
      t.type.shape.insert(t.type.shape.begin(), order.size() - t.type.shape.size(), 1);
      auto moved = std::make_shared<ir::tensor>(permute_constant(t, back));
      return n_.add({n_[id].name, moved->type, moved});
    }
    if (shape(id).size() != order.size()) return std::nullopt;
    for (std::size_t k = 0; k < limit; ++k) {
      const auto* other = std::get_if<ir::permute>(&n_.nodes[k].what);
      if (other != nullptr && n_.nodes[k].operands.front() == id && other->order == back)
        return n_.nodes[k].result;
    }
    return std::nullopt;
  }

  // The order in which the operands of node i are permuted, and the operands before it.
  struct common_permute {
    dims order;
    std::vector<value_id> sources;
  };
  std::optional<common_permute> common_order(std::size_t i) {
    const std::vector<value_id> operands = n_.nodes[i].operands;
    for (const value_id candidate : operands) {
      const dims* order = permute_order(candidate);
      if (order == nullptr || order->size() != shape(n_.nodes[i].result).size()) continue;
      common_permute common{*order, {}};
      for (const value_id operand : operands) {
        const auto before = before_permute(operand, common.order, at(producers_[candidate.index]));
        if (!before) break;
        common.sources.push_back(*before);
      }
      if (common.sources.size() == operands.size()) return common;
    }
    return std::nullopt;
  }

  // layer(permute(x)...) becomes permute(layer(x...)).
  void push_behind(std::size_t i, const common_permute& common) {
    ir::node& x = n_.nodes[i];
    const value_id result = x.result;
    x.operands = common.sources;
    x.result = add_like(result, permuted(shape(result), inverse(common.order)));
    insert_after(i, {ir::permute{common.order}, {x.result}, result, x.where});
  }

  bool sink_through_map(std::size_t i) {
    const auto common = common_order(i);
    if (common) push_behind(i, *common);
    return common.has_value();
  }

  bool sink_through_axis_layer(std::size_t i) {
    const auto common = common_order(i);
    if (!common) return false;
    ir::layer& what = n_.nodes[i].what;
    if (auto* softmax = std::get_if<ir::softmax>(&what))
      softmax->axis = common->order[at(softmax->axis)];
    if (auto* pad = std::get_if<ir::pad>(&what)) {
      pad->before = permuted(pad->before, inverse(common->order));
      pad->after = permuted(pad->after, inverse(common->order));
    }
    push_behind(i, *common);
    return true;
  }

  bool sink_through_concat(std::size_t i) {
    const auto common = common_order(i);
    if (!common) return false;
    auto& concat = std::get<ir::concat>(n_.nodes[i].what);
    concat.axis = common->order[at(concat.axis)];
    push_behind(i, *common);
    return true;
  }

  // linear(reshape(permute(x))) with a constant weight: the weight's columns take the other order.
  bool absorb_into_weight(std::size_t i) {
    ir::node& x = n_.nodes[i];
    const ir::node* reshape = producer_as<ir::reshape>(x.operands[0]);
    const value_id permuted_value = reshape == nullptr ? x.operands[0] : reshape->operands.front();
    const dims* order = permute_order(permuted_value);
    const ir::value weight = n_[x.operands[1]];
    if (order == nullptr || !weight.constant) return false;
    const value_id from = source(permuted_value);
    const auto split = trailing_axes(shape(permuted_value), *order, shape(x.operands[0]).back());
    if (!split) return false;

    // Columns of the weight as the permuted axes; back in the order of `from`.
    ir::tensor matrix = *weight.constant;
    const dims matrix_shape = matrix.type.shape;
    dims columns{matrix_shape.front()}, sorted, back{0};
    for (std::size_t axis = *split; axis < order->size(); ++axis) {
      columns.push_back(shape(permuted_value)[axis]);
      sorted.push_back((*order)[axis]);
    }
    std::sort(sorted.begin(), sorted.end());
    for (const std::int64_t axis : sorted)
      back.push_back(
          std::find(order->begin() + static_cast<std::ptrdiff_t>(*split), order->end(), axis) -
          order->begin() - static_cast<std::ptrdiff_t>(*split) + 1);
    matrix.type.shape = columns;
    auto moved = std::make_shared<ir::tensor>(permute_constant(matrix, back));
    moved->type.shape = matrix_shape;

    const value_id flat = add_like(x.operands[0], shape(x.operands[0]));
    const value_id new_weight = n_.add({weight.name, moved->type, moved, {}, weight.scales});
    ir::node& layer = n_.nodes[i];
    layer.operands[0] = flat;
    layer.operands[1] = new_weight;
    n_.nodes.insert(n_.nodes.begin() + static_cast<std::ptrdiff_t>(i),
                    {ir::reshape{}, {from}, flat, layer.where});
    return true;
  }

  // The first of the trailing axes of a permuted tensor that a linear layer reads as `columns`, if
  // the permute keeps all axes in front of them in their places.
  static std::optional<std::size_t> trailing_axes(const dims& shape, const dims& order,
                                                  std::int64_t columns) {
    std::size_t first = shape.size();
    std::int64_t product = 1;
    while (first > 0 && product < columns) product *= shape[--first];
    if (product != columns) return std::nullopt;
    std::int64_t last = -1;
    for (std::size_t axis = 0; axis < first; ++axis) {
      if (shape[axis] == 1) continue;
      if (order[axis] < last) return std::nullopt;
      last = order[axis];
    }
    for (std::size_t axis = first; axis < order.size(); ++axis)
      if (shape[axis] != 1 && order[axis] < last) return std::nullopt;
    return first;
  }

  value_id add_like(value_id id, dims shape) {
    ir::value v = n_[id];
    v.type.shape = std::move(shape);
    v.constant = nullptr;
    return n_.add(std::move(v));
  }
  void insert_after(std::size_t i, ir::node x) {
    n_.nodes.insert(n_.nodes.begin() + static_cast<std::ptrdiff_t>(i) + 1, std::move(x));
  }

  ir::network n_;
  std::vector<int> producers_, uses_;
};

}  // namespace

ir::network sink_permutes(ir::network n) { return sinker(std::move(n)).run(); }

}  // namespace genn::passes
